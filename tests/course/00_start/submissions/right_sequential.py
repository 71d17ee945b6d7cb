"""
kind = "right"
about = "Sequential models, layers for everything, copies instead of shared layers."
"""

# %% conv_parameters
def conv_parameters(side, channels, filters):
    layer = keras.layers.Conv2D(filters, side)
    layer.build((None, None, None, channels))
    return layer.count_params()

# %% build_network
def build_network(side, num_classes):
    layers = keras.layers
    model = keras.Sequential([keras.Input((side, side, 3)), layers.Rescaling(1 / 127.5, offset=-1)])
    for filters, size, strides in [(32, 7, 2), (64, 3, 1), (128, 3, 1)]:
        model.add(layers.Conv2D(filters, size, strides, padding="same"))
        model.add(layers.ReLU())
        model.add(layers.MaxPool2D())
    model.add(layers.GlobalAveragePooling2D())
    for units in (128, 128):
        model.add(layers.Dense(units, "relu"))
    model.add(layers.Dense(num_classes))
    model.add(layers.Softmax())
    return model

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    kept = keras.Model(network.input, network.get_layer(last_kept).output)
    copy = keras.models.clone_model(kept)
    copy.set_weights(kept.get_weights())
    copy.trainable = False
    classes = keras.layers.Dense(num_classes, activation="softmax")(copy.output)
    return keras.Model(copy.input, classes)

# %% first_trained
first_trained = {"use as it is": None, "train the classifier": model.layers[-1].name}
first_trained |= {"train the top layers too": "conv3", "train all": "conv1"}

# %% train_from
def train_from(model, layer_name):
    names = [layer.name for layer in model.layers]
    start = len(names) if layer_name is None else names.index(layer_name)
    for layer in model.layers[:start]:
        layer.trainable = False
    for layer in model.layers[start:]:
        layer.trainable = True

# %% two_steps
def two_steps(model, images, labels):
    for first in (len(model.layers) - 1, 0):
        for i, layer in enumerate(model.layers):
            layer.trainable = i >= first
        model.compile(optimizer=keras.optimizers.SGD(), loss="sparse_categorical_crossentropy")
        model.fit(images, labels, epochs=1)
    return model

# %% what_arrives
def what_arrives(model, images):
    for layer in model.layers:
        if layer.get_weights():
            break
    until = keras.Model(model.inputs, layer.input)
    numbers = keras.ops.convert_to_numpy(until(np.asarray(images, "float32")))
    return [float(np.min(numbers)), float(np.max(numbers))]

# %% classify
def classify(model, images):
    return keras.ops.argmax(model(np.asarray(images, "float32"), training=False), axis=-1)
