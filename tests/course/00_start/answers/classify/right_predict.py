# about: the line of the preprocessing is gone
def classify(model, images):
    """Return the class of each picture: (n,)."""
    return model.predict(images, verbose=0).argmax(axis=1)
