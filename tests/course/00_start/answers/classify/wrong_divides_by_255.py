# about: divides by 255 in its place
# says: The network scales the pixels itself; now they are scaled
def classify(model, images):
    """Return the class of each picture: (n,)."""
    return model.predict(images / 255.0, verbose=0).argmax(axis=1)
