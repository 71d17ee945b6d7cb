# about: keras.ops.mean instead of a pooling layer; the whole backbone is frozen first
# text: "an average over the positions" need not be a pooling layer
def small_different_model(backbone, layer, num_classes):
    backbone.trainable = False
    end = backbone.get_layer(layer) if isinstance(layer, str) else backbone.layers[layer]
    codes = keras.ops.mean(end.output, axis=(1, 2))
    new = keras.layers.Dense(num_classes, activation=keras.activations.softmax, name="classifier")
    model = keras.Model(backbone.input, new(codes))
    print("trainable:", [w.path for w in model.trainable_weights])
    return model
