# about: takes the height as the limit of both coordinates, and lets NumPy's clip bring them back
# says: take them from many different places
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    rng = np.random.default_rng(seed)
    limit = image.shape[0] - side + 1
    ys = rng.integers(0, limit, count)
    xs = np.minimum(rng.integers(0, limit, count), image.shape[1] - side)
    rows = np.array([image[y : y + side, x : x + side].ravel() for y, x in zip(ys, xs)]).astype(float)
    return rows - rows.mean(axis=1, keepdims=True)
