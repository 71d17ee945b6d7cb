"""
kind = "right"
about = "Everything in Keras: dense layers for both classifiers, tensors instead of arrays."
"""

# %% freeze_all
def freeze_all(model):
    for i in range(len(model.layers)):
        model.layers[i].trainable = False
    return model

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    model = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    features = model(np.asarray(images, "float32"), training=False)
    return keras.ops.mean(features, axis=[1, 2])

# %% svm_predict
def linear(codes, labels, loss, activation):
    norm = keras.layers.Normalization()
    norm.adapt(np.asarray(codes, "float32"))
    classes = len(set(labels))
    out = keras.layers.Dense(classes, activation=activation)
    model = keras.Sequential([keras.Input((codes.shape[1],)), norm, out])
    model.compile(keras.optimizers.Adam(0.05), loss)
    model.fit(codes, keras.utils.to_categorical(labels, classes), epochs=40, verbose=0)
    return model

def svm_predict(train_codes, train_labels, new_codes):
    model = linear(train_codes, train_labels, "categorical_hinge", None)
    return keras.ops.argmax(model(np.asarray(new_codes, "float32")), axis=1)

# %% softmax_predict
def softmax_predict(train_codes, train_labels, new_codes):
    model = linear(train_codes, train_labels, "categorical_crossentropy", "softmax")
    return model(np.asarray(new_codes, "float32"))

# %% from_scratch
def from_scratch(backbone):
    def fresh(layer):
        config = layer.get_config()
        if "trainable" in config:
            config["trainable"] = True
        return layer.__class__.from_config(config)

    return keras.models.clone_model(backbone, clone_function=fresh)
