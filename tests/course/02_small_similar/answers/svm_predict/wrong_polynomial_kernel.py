# about: a polynomial kernel of degree 2, "a better boundary"
# says: no straight line can do this; is your SVM linear?
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.svm import SVC
    return SVC(kernel="poly", degree=2).fit(train_codes, train_labels).predict(new_codes)
