# about: scales the training codes, forgets the new ones
# says: Use the codes and labels that the function is given, and
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import LinearSVC
    return LinearSVC().fit(StandardScaler().fit_transform(train_codes), train_labels).predict(new_codes)
