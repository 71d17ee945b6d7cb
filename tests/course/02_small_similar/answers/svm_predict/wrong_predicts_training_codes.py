# about: predicts the training codes and cuts to length
# says: train on the training codes, predict for the new ones
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.svm import LinearSVC
    return LinearSVC().fit(train_codes, train_labels).predict(train_codes)[: len(new_codes)]
