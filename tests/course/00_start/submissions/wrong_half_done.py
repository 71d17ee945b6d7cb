"""
kind = "wrong"
about = "Counts for one filter, gives fixed sizes, freezes only convolutions, trains all from the start."

[fails]
test_conv_parameters = "are the parameters of one filter. conv"
test_conv_parameters_any = "Count the numbers in one filter first"
test_network_answers = "classes the weights have other shapes than those of the table"
test_network_sizes = "the number of classes that the function is given"
test_classifier_keeps = "arrays of weights train, and should be two: kernel and bias"
test_first_trained = "use as it is: nothing trains"
test_train_from = "head_predictions is frozen; from conv"
test_train_from_any = "is frozen and should train. It may have been frozen before"
test_two_steps_order = "The weights say that in both steps all layers train"
test_arrives = "is this the input of conv"
test_arrives_any = "the input of the first layer with weights, over all pictures"
test_classify = "The network scales the pixels itself; now they are scaled tw"
test_classify_any = "classes are right. Hand over the pixels as they are, and ret"
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
