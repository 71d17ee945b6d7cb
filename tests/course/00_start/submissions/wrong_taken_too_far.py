"""
kind = "wrong"
about = "Builds for one size, scales to 0 to 1, freezes the new layer too, forgets to thaw."

[fails]
test_conv_parameters = "how many numbers are in one filter, and how many filters are"
test_conv_parameters_any = "Count the numbers in one filter first"
test_network_answers = "Its weights fit, but not its answers. Look at the pixels: th"
test_classifier = "Nothing trains in the new model. Freeze what is kept, not th"
test_classifier_keeps = "let the new layer train"
test_first_trained = "is not the name of a layer of the model"
test_train_from = "on, all layers train"
test_train_from_any = "is frozen and should train. It may have been frozen before"
test_two_steps = "return the model"
test_two_steps_order = "return the model"
test_arrives = "Found"
test_arrives_any = "Found"
test_classify = "does the function return them?"
test_classify_any = "does the function return them?"
"""

# %% conv_parameters
def conv_parameters(side, channels, filters):
    return (side * channels + 1) * filters

# %% build_network
def build_network(side, num_classes):
    image = keras.Input((side, side, 3))
    x = image / 255
    x = keras.layers.Conv2D(32, 7, strides=2, padding="same", activation="relu")(x)
    x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Conv2D(64, 3, padding="same", activation="relu")(x)
    x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Conv2D(128, 3, padding="same", activation="relu")(x)
    x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    return keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(x))

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    features = network.get_layer(last_kept).output
    model = keras.Model(network.input, keras.layers.Dense(num_classes, "softmax")(features))
    model.trainable = False
    return model

# %% first_trained
first_trained = {
    "use as it is": None,
    "train the classifier": "head_predictions",
    "train the top layers too": "pool3 and conv3",
    "train all": "conv1",
}

# %% train_from
def train_from(model, layer_name):
    after = False
    for layer in model.layers:
        layer.trainable = after
        if layer.name == layer_name:
            after = True

# %% two_steps
def two_steps(model, images, labels):
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    for layer in model.layers:
        layer.trainable = True
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)

# %% what_arrives
def what_arrives(model, images):
    first = next(layer for layer in model.layers if layer.weights)
    return keras.Model(model.input, first.input).predict(images, verbose=0)

# %% classify
def classify(model, images):
    classes = model.predict(images, verbose=0).argmax(axis=1)
