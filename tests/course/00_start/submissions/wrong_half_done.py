"""
kind = "wrong"
about = "Counts for one filter, gives fixed sizes, freezes only convolutions, trains all from the start."

[fails]
test_conv_parameters = "each filter"
test_conv_parameters_any = "each filter"
test_network_answers = "go through the table row by row"
test_network_sizes = "the number of classes that the function is given"
test_classifier_keeps = "freeze all that is kept"
test_first_trained = "use as it is: nothing trains"
test_train_from = "from the named layer on, all train"
test_train_from_any = "from the named layer on"
test_two_steps_order = "one epoch for the last layer alone"
test_arrives = "smallest, largest"
test_arrives_any = "look at the input of the first layer"
test_classify = "hand them over as they are"
test_classify_any = "hand the pixels over as they are"
"""

# %% conv_parameters
def conv_parameters(side, channels, filters):
    return side * side * channels + 1

# %% build_network
def build_network(side, num_classes):
    return keras.Sequential([
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        keras.layers.Conv2D(32, 7, strides=2, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(128, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(5, activation="softmax"),
    ])

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    features = network.get_layer(last_kept).output
    for layer in network.layers:
        if "conv" in layer.name:
            layer.trainable = False
    return keras.Model(network.input, keras.layers.Dense(num_classes, "softmax")(features))

# %% first_trained
first_trained = {
    "use as it is": "conv1",
    "train the classifier": "head_predictions",
    "train the top layers too": "conv3",
    "train all": "conv1",
}

# %% train_from
def train_from(model, layer_name):
    for layer in model.layers:
        layer.trainable = layer.name == layer_name

# %% two_steps
def two_steps(model, images, labels):
    for layer in model.layers:
        layer.trainable = True
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=2, verbose=0)
    return model

# %% what_arrives
def what_arrives(model, images):
    return -1, 0

# %% classify
def classify(model, images):
    return model.predict(images / 255, verbose=0).argmax(axis=1)
