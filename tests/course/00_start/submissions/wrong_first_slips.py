"""
kind = "wrong"
about = "Forgets biases, padding, the old classifier, what was frozen before, and to compile again."

[fails]
test_conv_parameters = "one bias"
test_conv_parameters_any = "one bias"
test_network_answers = "the padding"
test_classifier = "a dense layer on 128 features"
test_classifier_keeps = "build on the layer that is named"
test_first_trained = "is no layer of the model"
test_train_from_any = "must train"
test_two_steps = "does the second fit know of the change?"
test_two_steps_order = "one epoch for the last layer alone"
test_arrives = "smallest, largest"
test_arrives_any = "look at the input of the first layer"
test_classify = "hand them over as they are"
test_classify_any = "hand the pixels over as they are"
"""

# %% conv_parameters
def conv_parameters(side, channels, filters):
    return side * side * channels * filters

# %% build_network
def build_network(side, num_classes):
    image = keras.Input((side, side, 3))
    x = image / 127.5 - 1
    x = keras.layers.Conv2D(32, 7, strides=2, activation="relu")(x)
    x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Conv2D(64, 3, activation="relu")(x)
    x = keras.layers.Conv2D(128, 3, activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    return keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(x))

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    for layer in network.layers:
        layer.trainable = False
    return keras.Model(network.input, keras.layers.Dense(num_classes, "softmax")(network.output))

# %% first_trained
first_trained = {
    "use as it is": None,
    "train the classifier": "dense3",
    "train the top layers too": "conv3",
    "train all": "conv1",
}

# %% train_from
def train_from(model, layer_name):
    for layer in model.layers:
        if layer.name == layer_name:
            break
        layer.trainable = False

# %% two_steps
two_steps = two_steps_with_a_mistake

# %% what_arrives
def what_arrives(model, images):
    return images.min(), images.max()

# %% classify
classify = classify_with_a_mistake
