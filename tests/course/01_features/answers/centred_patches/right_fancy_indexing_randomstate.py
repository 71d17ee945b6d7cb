# about: all patches at once by fancy indexing, RandomState, centred by a matrix product
def centred_patches(image, side, count, seed):
    state = np.random.RandomState(seed)
    ys = state.randint(0, image.shape[0] - side + 1, size=(count, 1, 1))
    xs = state.randint(0, image.shape[1] - side + 1, size=(count, 1, 1))
    offset = np.arange(side)
    patches = image[ys + offset[:, None], xs + offset[None, :]]
    flat = patches.reshape(count, -1) / 1.0
    d = flat.shape[1]
    return flat @ (np.eye(d) - np.ones((d, d)) / d)
