# about: the frozen part is one layer of a Sequential
# text: how the parts are put together is left open
def new_classifier(network, last_kept, num_classes):
    features = keras.Model(network.input, network.get_layer(last_kept).output, name="features")
    features.trainable = False
    return keras.Sequential([keras.Input(features.input_shape[1:]), features, keras.layers.Dense(num_classes, activation="softmax")])
