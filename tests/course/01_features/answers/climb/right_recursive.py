# about: one step, then the same function with one step less
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    if steps == 0:
        return np.array(image)
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    f = lambda x: keras.ops.mean(keras.ops.take(part(keras.ops.expand_dims(x, 0)), filter, axis=-1))
    _, g = with_gradients(f)(np.asarray(image, "float32"))
    g = np.asarray(g)
    higher = np.clip(image + size * g / max(np.sqrt((g**2).mean()), 1e-20), 0.0, 255.0)
    return climb(model, layer_name, filter, higher, steps - 1, size)
