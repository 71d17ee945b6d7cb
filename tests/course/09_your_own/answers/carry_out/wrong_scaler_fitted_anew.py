# about: scales new codes by their own mean and deviation
# says: Pictures that come alone get other names than among others: what new
def carry_out(network, folder):
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    codes = StandardScaler().fit_transform(tlkit.cnn_codes(network, images, 35, cache=False))
    classifier = LogisticRegression(max_iter=1000).fit(codes, labels)

    def classify(new):
        scaled = StandardScaler().fit_transform(tlkit.cnn_codes(network, new, 35, cache=False))
        return [names[n] for n in classifier.predict(scaled)]

    return classify
