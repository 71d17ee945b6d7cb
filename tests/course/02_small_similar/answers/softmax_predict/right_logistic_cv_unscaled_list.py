# about: LogisticRegressionCV on unscaled codes; a list of rows
# text: scaling is not required; rows in a list
def softmax_predict(train_codes, train_labels, new_codes):
    from sklearn.linear_model import LogisticRegressionCV
    search = LogisticRegressionCV(Cs=[0.01, 0.1, 1.0], cv=2, max_iter=3000)
    search.fit(np.asarray(train_codes, dtype="float64"), train_labels)
    return search.predict_proba(np.asarray(new_codes, dtype="float64")).tolist()
