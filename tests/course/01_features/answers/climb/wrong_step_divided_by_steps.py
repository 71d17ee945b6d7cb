# about: takes size for the whole way: each step is size / steps
# says: this is the share of the climb that your steps make: are
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    """Return the picture (height, width, 3) after `steps` steps uphill for one filter."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    f = with_gradients(lambda x: keras.ops.mean(part(x[None])[..., filter]))
    for _ in range(steps):
        g = np.asarray(f(image)[1])
        image = np.clip(image + size / steps * g / np.sqrt(np.mean(g**2) + 1e-20), 0, 255)
    return image
