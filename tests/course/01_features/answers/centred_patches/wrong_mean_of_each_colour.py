# about: subtracts the mean of each colour, so that the patch loses its colour
# says: Each colour has lost its own mean; take away one mean for
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    from sklearn.feature_extraction.image import extract_patches_2d
    patches = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed).astype(float)
    return (patches - patches.mean(axis=(1, 2), keepdims=True)).reshape(count, -1)
