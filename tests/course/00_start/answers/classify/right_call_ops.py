# about: calls the model; keras.ops.argmax; a tensor comes out
# text: the type of the result is left open
def classify(model, images):
    return keras.ops.argmax(model(keras.ops.cast(images, "float32"), training=False), axis=-1)
