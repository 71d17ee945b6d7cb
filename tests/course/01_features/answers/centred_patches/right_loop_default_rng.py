# about: a loop with default_rng, with replacement
# text: nothing says that no place comes twice
def centred_patches(image, side, count, seed):
    rng = np.random.default_rng(seed)
    height, width, _ = image.shape
    rows = []
    for _ in range(count):
        top = rng.integers(height - side + 1)
        left = rng.integers(width - side + 1)
        row = image[top : top + side, left : left + side].astype(float).ravel()
        rows.append(row - row.mean())
    return np.array(rows)
