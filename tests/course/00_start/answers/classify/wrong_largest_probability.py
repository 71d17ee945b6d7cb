# about: returns the largest probability
# says: return the number of the class, not its probability
def classify(model, images):
    """Return the class of each picture: (n,)."""
    return model.predict(images, verbose=0).max(axis=1)
