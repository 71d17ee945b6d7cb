# about: returns a one-hot row for the predicted class
def softmax_predict(train_codes, train_labels, new_codes):
    """Train a softmax classifier and return its probabilities for `new_codes`: (n, classes)."""
    from sklearn.linear_model import LogisticRegression
    model = LogisticRegression(max_iter=1000).fit(train_codes, train_labels)
    return (model.predict(new_codes)[:, None] == model.classes_).astype(float)
