# about: scikit-learn's LinearSVC in a pipeline, accuracy computed by hand as a Python float
# text: "a linear classifier"; tlkit's is offered, not required
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import LinearSVC

    def accuracy(layer):
        pipeline = make_pipeline(StandardScaler(), LinearSVC(random_state=0))
        pipeline.fit(tlkit.cnn_codes(backbone, train[0], layer), train[1])
        said = pipeline.predict(tlkit.cnn_codes(backbone, new[0], layer))
        return float(np.mean(said == np.asarray(new[1])))

    return dict(zip(layers, map(accuracy, layers)))
