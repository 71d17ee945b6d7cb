"""
kind = "right"
about = "Models inside models, a seeded initializer, the whole part frozen at once, loops by hand."
"""

# %% conv_parameters
def conv_parameters(side, channels, filters):
    one_filter = np.zeros((side, side, channels)).size + 1
    return np.int64(one_filter) * filters

# %% build_network
def build_network(side, num_classes):
    features = keras.Sequential(name="features")
    features.add(keras.Input((side, side, 3)))
    features.add(keras.layers.Rescaling(2 / 255, offset=-1))
    for filters, size, stride in ((32, 7, 2), (64, 3, 1), (128, 3, 1)):
        features.add(keras.layers.Conv2D(filters, size, strides=stride, padding="same"))
        features.add(keras.layers.Activation("relu"))
        features.add(keras.layers.MaxPooling2D((2, 2)))
    classifier = keras.Sequential([
        keras.Input((128,)),
        keras.layers.Dense(128, "relu"),
        keras.layers.Dense(128, "relu"),
        keras.layers.Dense(num_classes, "softmax"),
    ])
    return keras.Sequential([features, keras.layers.GlobalAveragePooling2D(), classifier])

# %% new_classifier
def new_classifier(network, last_kept, num_classes):
    kept = keras.Model(network.input, network.get_layer(last_kept).output)
    kept.trainable = False
    random = keras.initializers.GlorotUniform(seed=7)
    new = keras.layers.Dense(num_classes, activation="softmax", kernel_initializer=random)
    image = keras.Input(network.input.shape[1:])
    return keras.Model(image, new(kept(image, training=False)))

# %% train_from
def train_from(model, layer_name):
    model.trainable = True
    for layer in model.layers:
        layer.trainable = True
    if layer_name is None:
        for layer in model.layers:
            layer.trainable = False
        return
    for layer in model.layers:
        if layer.name == layer_name:
            return
        layer.trainable = False

# %% what_arrives
def what_arrives(model, images):
    index = [len(layer.weights) > 0 for layer in model.layers].index(True)
    below = keras.Model(model.inputs, [model.layers[index].input])
    numbers = np.concatenate([np.asarray(below(image[None]))[None] for image in images])
    return float(numbers.min()), float(numbers.max())

# %% classify
def classify(model, images):
    answers = np.concatenate([model.predict_on_batch(images[i : i + 7]) for i in range(0, len(images), 7)])
    return answers.argmax(axis=-1).astype("uint8")
