# about: picture by picture, stacked at the end
def feature_maps(model, layer_name, images):
    [layer] = [each for each in model.layers if each.name == layer_name]
    until = keras.Model(inputs=model.input, outputs=layer.output)
    maps = [np.array(until(np.float32(image)[np.newaxis]))[0] for image in images]
    return np.stack(maps)
