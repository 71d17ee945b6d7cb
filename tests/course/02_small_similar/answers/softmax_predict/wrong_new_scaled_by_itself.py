# about: standardises the new codes with their own numbers
def softmax_predict(train_codes, train_labels, new_codes):
    """Train a softmax classifier and return its probabilities for `new_codes`: (n, classes)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import scale
    return LogisticRegression(max_iter=1000).fit(scale(train_codes), train_labels).predict_proba(scale(new_codes))
