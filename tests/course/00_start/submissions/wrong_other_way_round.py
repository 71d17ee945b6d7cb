"""
kind = "wrong"
about = "Stride for bias, logits for probabilities, the wrong part frozen, compiled too early."

[fails]
test_conv_parameters = "how many numbers are in one filter, and how many filters are"
test_conv_parameters_any = "Count the numbers in one filter first"
test_network_answers = "the answers to a picture should add up to"
test_classifier = "each row adds up to 1"
test_classifier_keeps = "arrays of weights train, and should be two: kernel and bias"
test_first_trained = "see the picture above"
test_train_from = "still trains; it stands before conv"
test_train_from_any = "After train_from(model, 'conv_"
test_two_steps = "does the second fit know of the change?"
test_two_steps_order = "The weights say that in both steps the classifier alone trai"
test_arrives = "is this the input of conv"
test_arrives_any = "the input of the first layer with weights, over all pictures"
test_classify = "one class for each picture"
test_classify_any = ""
"""

# %% conv_parameters
def conv_parameters(side, channels, filters):
    return (side * side + 1) * channels * filters

# %% build_network
def build_network(side, num_classes):
    network = tlkit.demonstration_network(weights=None, input_shape=(side, side, 3))
    return keras.Model(network.input, keras.layers.Dense(num_classes)(network.layers[-2].output))

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    features = network.get_layer(last_kept).output
    return keras.Model(network.input, keras.layers.Dense(num_classes)(features))

# %% first_trained
first_trained = {
    "use as it is": None,
    "train the classifier": "head_predictions",
    "train the top layers too": "conv2",
    "train all": "conv1",
}

# %% train_from
def train_from(model, layer_name):
    trains = True
    for layer in model.layers:
        if layer.name == layer_name:
            trains = False
        layer.trainable = trains

# %% two_steps
def two_steps(model, images, labels):
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    return model

# %% what_arrives
def what_arrives(model, images):
    answers = model.predict(images, verbose=0)
    return answers.min(), answers.max()

# %% classify
def classify(model, images):
    return model.predict(images, verbose=0)
