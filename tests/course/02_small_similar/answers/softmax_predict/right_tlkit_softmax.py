# about: the library's softmax classifier
# text: "Use what you like"
def softmax_predict(train_codes, train_labels, new_codes):
    return tlkit.linear_classifier(train_codes, train_labels, kind="softmax").predict_proba(new_codes)
