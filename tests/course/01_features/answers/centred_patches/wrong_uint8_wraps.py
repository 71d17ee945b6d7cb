# about: subtracts a rounded mean in uint8, so that what is below the mean wraps, then centres
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    rng = np.random.default_rng(seed)
    ys = rng.integers(0, image.shape[0] - side + 1, count)
    xs = rng.integers(0, image.shape[1] - side + 1, count)
    rows = np.array([image[y : y + side, x : x + side].ravel() for y, x in zip(ys, xs)])
    rows = rows - rows.mean(axis=1, keepdims=True).astype(rows.dtype)
    return rows - rows.mean(axis=1, keepdims=True)
