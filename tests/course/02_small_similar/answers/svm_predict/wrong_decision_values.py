# about: returns the decision function
# says: return one class for each row of new_codes
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.svm import LinearSVC
    return LinearSVC().fit(train_codes, train_labels).decision_function(new_codes)
