# about: the frozen part called with training=False on an input of its own; switches of all inner layers off
def new_classifier(network, last_kept, num_classes):
    base = keras.Model(network.input, network.get_layer(last_kept).output)
    for inner in base._flatten_layers():
        inner.trainable = False
    image = keras.Input(base.input_shape[1:])
    features = base(image, training=False)
    classes = keras.layers.Dense(num_classes)(features)
    return keras.Model(image, keras.layers.Activation("softmax")(classes))
