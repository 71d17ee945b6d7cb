# about: divides by 255 first, a habit
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    return part.predict(images.astype("float32") / 255, verbose=0)
