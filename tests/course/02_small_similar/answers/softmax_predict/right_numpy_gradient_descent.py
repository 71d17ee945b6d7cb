# about: softmax regression by hand in NumPy with a weight penalty
# text: "Use what you like": own code, float64
def softmax_predict(train_codes, train_labels, new_codes):
    mean, std = np.mean(train_codes, 0), np.std(train_codes, 0) + 1e-9
    x, new = ((np.asarray(c, float) - mean) / std for c in (train_codes, new_codes))
    classes = np.unique(train_labels)
    y = (np.asarray(train_labels)[:, None] == classes).astype(float)
    w, b = np.zeros((x.shape[1], len(classes))), np.zeros(len(classes))

    def probabilities(z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    for _ in range(1500):
        error = probabilities(x @ w + b) - y
        w -= 0.1 * (x.T @ error / len(x) + 1e-3 * w)
        b -= 0.1 * error.mean(axis=0)
    return probabilities(new @ w + b)
