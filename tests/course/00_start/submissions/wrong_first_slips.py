"""
kind = "wrong"
about = "Forgets biases, padding, the old classifier, what was frozen before, and to compile again."

[fails]
test_conv_parameters = "are the weights alone. What else does a filter have?"
test_conv_parameters_any = "gives the weights alone. What else does a filter have?"
test_network_answers = "its weights fit, but not its answers: look at padding, pooli"
test_classifier = "count the numbers that train"
test_classifier_keeps = "The new layer is not built on the output of the layer that i"
test_first_trained = "is not the name of a layer of the model"
test_train_from = "also if they were frozen before"
test_train_from_any = "is frozen and should train. It may have been frozen before"
test_two_steps = "does the second fit know of the change?"
test_two_steps_order = "The weights say that in both steps the classifier alone trai"
test_arrives = "are the pixels as they are given. What has become of them be"
test_arrives_any = "These are the pixels as they are given: look at the input of"
test_classify = "The network scales the pixels itself; now they are scaled tw"
test_classify_any = "classes are right. Hand over the pixels as they are, and ret"
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
