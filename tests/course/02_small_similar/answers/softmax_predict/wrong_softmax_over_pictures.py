# about: normalises over the pictures (axis 0)
def softmax_predict(train_codes, train_labels, new_codes):
    """Train a softmax classifier and return its probabilities for `new_codes`: (n, classes)."""
    from scipy.special import softmax
    from sklearn.linear_model import LogisticRegression
    scores = LogisticRegression(max_iter=1000).fit(train_codes, train_labels).decision_function(new_codes)
    if scores.ndim == 1:
        scores = np.stack([-scores, scores], axis=1)
    return softmax(scores, axis=0)
