# about: hinge loss in NumPy, one against the rest, full-batch subgradients with a decreasing rate
# text: "Use what you like": own code
def svm_predict(train_codes, train_labels, new_codes):
    x, labels = np.asarray(train_codes, float), np.asarray(train_labels)
    mean, scale = x.mean(0), x.std(0) + 1e-9
    x = np.c_[(x - mean) / scale, np.ones(len(x))]
    classes = np.unique(labels)
    y = np.where(labels[:, None] == classes, 1.0, -1.0)
    w = np.zeros((x.shape[1], len(classes)))
    for step in range(1, 2001):
        violated = (y * (x @ w) < 1) * y
        penalty = w * 1e-3
        penalty[-1] = 0
        w -= (penalty - x.T @ violated / len(x)) * (0.5 / step**0.5)
    new = np.c_[(np.asarray(new_codes, float) - mean) / scale, np.ones(len(new_codes))]
    return classes[(new @ w).argmax(axis=1)]
