# about: fit_transform on the new codes as well
# says: Asked alone, a code gets another class than among others
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import LinearSVC
    svm = LinearSVC().fit(StandardScaler().fit_transform(train_codes), train_labels)
    return svm.predict(StandardScaler().fit_transform(new_codes))
