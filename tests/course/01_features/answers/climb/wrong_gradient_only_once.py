# about: computes the gradient once, before the loop
# says: and nothing rounded
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    """Return the picture (height, width, 3) after `steps` steps uphill for one filter."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    g = np.asarray(with_gradients(lambda x: keras.ops.mean(part(x[None])[..., filter]))(image)[1])
    g = size * g / np.sqrt(np.mean(g**2) + 1e-20)
    for _ in range(steps):
        image = np.clip(image + g, 0, 255)
    return image
