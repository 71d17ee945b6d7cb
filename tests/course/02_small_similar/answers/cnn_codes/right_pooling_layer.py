# about: the pooling is a layer of the new model
def cnn_codes(backbone, layer_name, images):
    from keras.layers import GlobalAveragePooling2D
    maps = backbone.get_layer(layer_name).output
    return keras.Model(backbone.inputs, GlobalAveragePooling2D()(maps)).predict(np.asarray(images), batch_size=16, verbose=0)
