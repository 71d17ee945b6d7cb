# about: thresholds at 0.5, as for two classes
def classify(model, images):
    """Return the class of each picture: (n,)."""
    return (model.predict(images, verbose=0) > 0.5).argmax(axis=1)
