# about: scales by the largest absolute value
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    """Return the picture (height, width, 3) after `steps` steps uphill for one filter."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    f = with_gradients(lambda x: keras.ops.mean(part(x[None])[..., filter]))
    for _ in range(steps):
        g = np.asarray(f(image)[1])
        image = np.clip(image + size * g / (np.abs(g).max() + 1e-20), 0, 255)
    return image
