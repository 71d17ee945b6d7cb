"""
kind = "wrong"
about = "The first batch for all pictures, a layer that is frozen passed over, the probability for the class, no softmax in the end."

[fails]
test_network_answers = "the answers to a picture should add up to 1"
test_classifier_keeps = "statistics of batch normalisation moved"
test_arrives = "is this the input of conv1?"
test_arrives_any = "the first layer with weights may be frozen"
test_classify = "return the number of the class, not its probability"
test_classify_any = "return the class, not its probability"
"""

# %% build_network
def build_network(side, num_classes):
    network = tlkit.demonstration_network(weights=None, input_shape=(side, side, 3))
    last = keras.layers.Dense(num_classes)
    return keras.Model(network.input, last(network.get_layer("dense2").output))

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    features = network.get_layer(last_kept).output
    for weight in keras.Model(network.input, features).trainable_variables:
        weight.trainable = False
    return keras.Model(network.input, keras.layers.Dense(num_classes, "softmax")(features))

# %% what_arrives
def what_arrives(model, images):
    first = next(layer for layer in model.layers if layer.trainable_weights)
    arrives = keras.Model(model.input, first.input).predict(images[:32], verbose=0)
    return arrives.min(), arrives.max()

# %% classify
def classify(model, images):
    return model.predict(images, verbose=0).max(axis=1)
