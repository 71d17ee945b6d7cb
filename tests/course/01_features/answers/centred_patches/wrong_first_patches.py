# about: takes the first patches of the picture, in order
# says: Another seed takes other patches
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    from sklearn.feature_extraction.image import extract_patches_2d
    rows = extract_patches_2d(image, (side, side))[:count].reshape(count, -1).astype(float)
    return rows - rows.mean(axis=1, keepdims=True)
