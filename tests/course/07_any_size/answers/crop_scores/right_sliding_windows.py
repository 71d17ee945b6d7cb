# about: NumPy's sliding_window_view, every stride-th window
def crop_scores(model, picture, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(picture, (size, size), axis=(0, 1))
    windows = np.moveaxis(windows[::stride, ::stride], 2, -1)
    rows, columns = windows.shape[:2]
    answers = model.predict(windows.reshape(rows * columns, size, size, -1).copy(), verbose=0)
    return answers.reshape(rows, columns, answers.shape[-1])
