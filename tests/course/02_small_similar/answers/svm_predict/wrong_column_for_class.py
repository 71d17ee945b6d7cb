# about: argmax of the decision function, which has one number only where there are two classes
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.svm import LinearSVC
    svm = LinearSVC().fit(train_codes, train_labels)
    return np.atleast_2d(svm.decision_function(new_codes)).argmax(axis=1)
