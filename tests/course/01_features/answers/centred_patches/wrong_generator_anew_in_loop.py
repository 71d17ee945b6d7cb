# about: makes the generator in the loop, so that all patches are the same one
# says: take them from many different places
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    rows = []
    for _ in range(count):
        rng = np.random.default_rng(seed)
        y = rng.integers(0, image.shape[0] - side + 1)
        x = rng.integers(0, image.shape[1] - side + 1)
        row = image[y : y + side, x : x + side].ravel().astype(float)
        rows.append(row - row.mean())
    return np.array(rows)
