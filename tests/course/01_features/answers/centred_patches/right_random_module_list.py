# about: Python's random module and a helper, float32
# text: any generator, if the places depend on the seed; any float type
def centred_patches(image, side, count, seed):
    import random

    dice = random.Random(seed)

    def one():
        y, x = dice.randint(0, image.shape[0] - side), dice.randint(0, image.shape[1] - side)
        flat = np.float32(image[y : y + side, x : x + side]).flatten()
        return flat - np.average(flat)

    return np.float32([one() for _ in range(count)])
