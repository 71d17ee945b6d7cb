# about: argmax over axis 0
# says: return one class for each picture
def classify(model, images):
    """Return the class of each picture: (n,)."""
    return model.predict(images, verbose=0).argmax(axis=0)
