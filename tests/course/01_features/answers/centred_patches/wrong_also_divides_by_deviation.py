# about: standardises each patch
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    from sklearn.feature_extraction.image import extract_patches_2d
    rows = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed).reshape(count, -1)
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / (rows.std(axis=1, keepdims=True) + 1e-6)
