# about: LinearSVC without scaling, a list of classes
# text: "often learn better when": scaling is not required; a list is "(n,)", too
def svm_predict(train_codes, train_labels, new_codes):
    from sklearn import svm
    classifier = svm.LinearSVC(C=0.5, max_iter=20000, dual=True, random_state=1)
    classifier.fit(np.asarray(train_codes, dtype=float), train_labels)
    return [classifier.predict(np.asarray(code, dtype=float)[None])[0] for code in new_codes]
