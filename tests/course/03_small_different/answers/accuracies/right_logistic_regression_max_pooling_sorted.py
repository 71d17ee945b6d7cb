# about: logistic regression on max-pooled codes; the best layer comes first in the dict
# text: "Average pooling is enough" allows others; any linear classifier; the order of the dict is not said
def accuracies(backbone, layers, train, new):
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    found = []
    for layer in layers:
        train_codes = codes_at(backbone, layer, train[0], "max")
        scaler = StandardScaler().fit(train_codes)
        model = LogisticRegression(max_iter=2000).fit(scaler.transform(train_codes), train[1])
        share = model.score(scaler.transform(codes_at(backbone, layer, new[0], "max")), new[1])
        found.append((share, layer))
    return {layer: share for share, layer in sorted(found, key=lambda pair: -pair[0])}
