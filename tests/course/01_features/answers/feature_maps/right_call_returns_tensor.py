# about: calls the new model; the answer stays a tensor
# text: the type of the result is left open
def feature_maps(model, layer_name, images):
    return keras.Model(model.inputs, model.get_layer(layer_name).output)(keras.ops.cast(images, "float32"), training=False)
