# about: a class whose objects can be called; codes of several layers, logistic regression of scikit-learn
# text: "a function": an object that can be called
class Classifier:
    def __init__(self, network, folder):
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        self.network = network
        total = len(network.layers)
        self.layers = [total // 4, total // 3, total // 2]
        (images, labels), self.names = tlkit.load_folder(Path(folder), size=network.input_shape[1:3])
        self.pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))
        self.pipeline.fit(self.codes(images), np.array(self.names)[labels])

    def codes(self, images):
        found = tlkit.cnn_codes(self.network, images, self.layers, cache=False)
        return np.concatenate(list(found.values()), axis=1)

    def __call__(self, images):
        return self.pipeline.predict(self.codes(images))


def carry_out(network, folder):
    return Classifier(network, folder)
