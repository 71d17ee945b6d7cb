# about: calls the model with training=True
def classify(model, images):
    """Return the class of each picture: (n,)."""
    return np.asarray(model(images.astype("float32"), training=True)).argmax(axis=1)
