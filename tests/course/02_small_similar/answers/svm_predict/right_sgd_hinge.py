# about: SGDClassifier with the hinge loss
def svm_predict(train_codes, train_labels, new_codes):
    from sklearn.linear_model import SGDClassifier
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler()
    machine = SGDClassifier(loss="hinge", alpha=1e-3, max_iter=5000, tol=1e-5, random_state=0)
    machine.fit(scaler.fit_transform(train_codes), train_labels)
    return machine.predict(scaler.transform(new_codes))
