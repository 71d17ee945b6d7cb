# about: predict instead of predict_proba
def softmax_predict(train_codes, train_labels, new_codes):
    """Train a softmax classifier and return its probabilities for `new_codes`: (n, classes)."""
    from sklearn.linear_model import LogisticRegression
    return LogisticRegression(max_iter=1000).fit(train_codes, train_labels).predict(new_codes)
