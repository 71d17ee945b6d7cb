# about: the library's linear classifier, which is an SVM
# text: "Use what you like"
def svm_predict(train_codes, train_labels, new_codes):
    return tlkit.linear_classifier(train_codes, train_labels).predict(new_codes)
