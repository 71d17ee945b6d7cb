# about: SVC with its default kernel, which is not linear
# says: no straight line can do this; is your SVM linear?
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.svm import SVC
    return SVC().fit(train_codes, train_labels).predict(new_codes)
