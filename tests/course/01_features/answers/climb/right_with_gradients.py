# about: tlkit's with_gradients, a model that ends at the layer, NumPy for the rest
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    """Return the picture (height, width, 3) after `steps` steps uphill for one filter."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    ascend = with_gradients(lambda x: keras.ops.mean(part(x[None])[..., filter]))
    picture = np.array(image, dtype="float32")
    for _ in range(steps):
        gradient = np.asarray(ascend(picture)[1])
        gradient = size * gradient / (np.sqrt(np.mean(gradient**2)) + 1e-12)
        picture = np.clip(picture + gradient, 0, 255)
    return picture
