# about: sliding_window_view, places without replacement where there are enough
def centred_patches(image, side, count, seed):
    windows = np.lib.stride_tricks.sliding_window_view(image, (side, side), axis=(0, 1))  # (y, x, c, side, side)
    windows = np.moveaxis(windows, 2, -1)
    places = windows.shape[0] * windows.shape[1]
    chosen = np.random.default_rng(seed).choice(places, count, replace=count > places)
    y, x = np.divmod(chosen, windows.shape[1])
    rows = windows[y, x].reshape(count, side * side * 3)
    return np.subtract(rows, rows.mean(axis=1)[:, None], dtype="float64")
