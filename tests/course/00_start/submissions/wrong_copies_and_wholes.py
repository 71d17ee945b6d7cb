"""
kind = "wrong"
about = "Takes the old classifier's weights, switches the whole model, leaves out a step or a pooling."

[fails]
test_conv_parameters = "Not solved yet"
test_conv_parameters_any = "Not solved yet"
test_network_shapes = "look at its row, and the one above"
test_network_answers = "classes the weights have other shapes than those of the table"
test_classifier_random = "should be random"
test_first_trained = "train the classifier: None is not the name of a layer of the model"
test_train_from = "still trains; it stands before conv"
test_train_from_any = "After train_from(model, 'conv_"
test_two_steps_order = "The weights say that there is one step, of all layers"
test_arrives = "the smallest comes first"
test_arrives_any = "The smallest number comes first"
test_classify = ""
test_classify_any = ""
"""

# %% conv_parameters
def conv_parameters(side, channels, filters):
    raise NotImplementedError()

# %% build_network
def build_network(side, num_classes):
    image = keras.Input((side, side, 3))
    x = image / 127.5 - 1
    for filters in (32, 64, 128):
        x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    return keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(x))

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    features = network.get_layer(last_kept).output
    for layer in network.layers:
        layer.trainable = False
    new = keras.layers.Dense(num_classes, "softmax", kernel_initializer="zeros")
    return keras.Model(network.input, new(features))

# %% first_trained
first_trained = {
    "use as it is": None,
    "train the classifier": None,
    "train the top layers too": None,
    "train all": None,
}

# %% train_from
def train_from(model, layer_name):
    model.trainable = layer_name is not None

# %% two_steps
def two_steps(model, images, labels):
    for layer in model.layers:
        layer.trainable = True
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    return model

# %% what_arrives
def what_arrives(model, images):
    scaled = images.astype("float32") / 127.5 - 1
    return scaled.max(), scaled.min()

# %% classify
def classify(model, images):
    return model.predict(images, verbose=0).argmax()
