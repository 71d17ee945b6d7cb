# about: NumPy's quantiles at 0 and 1, an array of two
# text: an array of two numbers (but the cell after the check needs a tuple)
def what_arrives(model, images):
    names = {layer.name: len(layer.get_weights()) for layer in model.layers}
    name = min((n for n in names if names[n]), key=list(names).index)
    x = keras.Model(model.inputs, model.get_layer(name).input)(keras.ops.cast(images, "float32"))
    return np.quantile(np.asarray(x), [0, 1])
