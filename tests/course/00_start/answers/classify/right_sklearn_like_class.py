# about: a small class with a predict method, int32 classes
def classify(model, images):
    class Classifier:
        def __init__(self, network):
            self.network = network

        def predict(self, x):
            scores = self.network.predict_on_batch(x.astype("float32"))
            return scores.argmax(axis=1).astype("int32")

    return Classifier(model).predict(images)
