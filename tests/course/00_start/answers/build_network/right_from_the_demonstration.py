# about: takes the notebook's own demonstration network with another end
# text: nothing forbids tlkit.demonstration_network
def build_network(side, num_classes):
    network = tlkit.demonstration_network(weights=None, input_shape=(side, side, 3))
    probabilities = keras.layers.Dense(num_classes, activation="softmax")(network.get_layer("dense2").output)
    return keras.Model(network.input, probabilities)
