# about: "corrects" the double scaling by undoing it before the network
def classify(model, images):
    """Return the class of each picture: (n,)."""
    return model.predict((images.astype("float32") + 1) * 127.5, verbose=0).argmax(axis=1)
