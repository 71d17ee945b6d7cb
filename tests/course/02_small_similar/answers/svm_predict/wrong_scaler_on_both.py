# about: fits the scaler on training and new codes together
# says: What a code gets depends on the other new codes: if you
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import LinearSVC
    scaler = StandardScaler().fit(np.concatenate([train_codes, new_codes]))
    return LinearSVC().fit(scaler.transform(train_codes), train_labels).predict(scaler.transform(new_codes))
