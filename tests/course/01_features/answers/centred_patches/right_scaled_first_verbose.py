# about: very verbose, with np.random.seed and the places drawn before the patches
# text: the global generator may be used; the order of the draws is free
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    np.random.seed(seed)
    picture = np.asarray(image, dtype=np.float64)
    number_of_rows = picture.shape[0] - side + 1
    number_of_columns = picture.shape[1] - side + 1
    every_place = [(i, j) for i in range(number_of_rows) for j in range(number_of_columns)]
    numbers = np.random.randint(len(every_place), size=count)
    result = np.zeros((count, side * side * 3))
    for row_number, number in enumerate(numbers):
        i, j = every_place[number]
        patch = picture[i : i + side, j : j + side, :]
        result[row_number] = patch.flatten()
        result[row_number] -= result[row_number].mean()
    return result
