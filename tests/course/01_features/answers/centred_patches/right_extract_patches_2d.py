# about: scikit-learn's extract_patches_2d
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    from sklearn.feature_extraction.image import extract_patches_2d
    patches = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed)
    rows = patches.reshape(count, -1).astype("float64")
    return rows - rows.mean(axis=1, keepdims=True)
