"""
kind = "right"
about = "Lets tlkit do what it can."
"""

# %% conv_parameters
conv_parameters = lambda side, channels, filters: side**2 * channels * filters + filters

# %% build_network
def build_network(side, num_classes):
    network = tlkit.demonstration_network(weights=None, input_shape=(side, side, 3))
    features = network.get_layer("dense2").output
    return keras.Model(network.input, keras.layers.Dense(num_classes, "softmax")(features))

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    kept = tlkit.cut(network, last_kept)
    tlkit.freeze(kept)
    return tlkit.add_head(kept, num_classes)

# %% first_trained
first_trained = {name: words.split(" to ")[0] for name, words in tlkit.strategy_table(model)["trains"].items()}
first_trained["use as it is"] = None

# %% train_from
def train_from(model, layer_name):
    if layer_name is None:
        tlkit.freeze(model)
    else:
        tlkit.unfreeze(model, layer_name)

# %% two_steps
def two_steps(model, images, labels):
    tlkit.freeze(model, -1)
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    tlkit.unfreeze(model)
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    return model

# %% what_arrives
def what_arrives(model, images):
    weighted = [layer for layer in model.layers if layer.weights]
    seen = keras.Model(model.input, weighted[0].input).predict(images, verbose=0).ravel()
    seen.sort()
    return np.array([seen[0], seen[-1]])

# %% classify
def classify(model, images):
    return [int(np.argmax(row)) for row in model.predict(images)]
