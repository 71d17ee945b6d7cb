# about: SVC with a linear kernel, scaled by hand
def svm_predict(train_codes, train_labels, new_codes):
    from sklearn.svm import SVC
    mean, deviation = np.mean(train_codes, axis=0), np.std(train_codes, axis=0)
    deviation = np.where(deviation == 0, 1, deviation)
    svm = SVC(kernel="linear", C=1.0)
    svm.fit((train_codes - mean) / deviation, train_labels)
    return svm.predict((new_codes - mean) / deviation)
