# about: keeps the preprocessing
# says: The network scales the pixels itself; now they are scaled
def classify(model, images):
    """Return the class of each picture: (n,)."""
    images = keras.applications.mobilenet.preprocess_input(images.astype("float32"))
    return model.predict(images, verbose=0).argmax(axis=1)
