# about: scales only if the pictures are uint8, a "safe" check
def classify(model, images):
    """Return the class of each picture: (n,)."""
    if images.dtype == np.uint8:
        images = images.astype("float32") / 127.5 - 1
    return model.predict(images, verbose=0).argmax(axis=1)
