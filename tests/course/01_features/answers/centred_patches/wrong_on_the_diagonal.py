# about: one random number for both coordinates
# says: take them from many different places
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    places = np.random.default_rng(seed).integers(0, min(image.shape[:2]) - side + 1, count)
    rows = np.array([image[p : p + side, p : p + side].ravel() for p in places]).astype(float)
    return rows - rows.mean(axis=1, keepdims=True)
