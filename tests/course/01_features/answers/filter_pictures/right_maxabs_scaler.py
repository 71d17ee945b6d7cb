# about: scikit-learn's MaxAbsScaler, a column for each filter, rounded to whole floats
# text: "You may round"
def filter_pictures(kernel):
    from sklearn.preprocessing import MaxAbsScaler
    height, width, colours, n = kernel.shape
    columns = MaxAbsScaler().fit_transform(kernel.reshape(-1, n).astype("float64"))
    return np.floor(columns.T.reshape(n, height, width, colours) * 127.5 + 127.5 + 0.5).clip(0, 255)
