"""
kind = "wrong"
about = "The backbone as one layer; convolutions frozen but not batch normalisation; scaled twice."

[fails]
test_guitar_model = "a single layer of your model"
test_first_step = "a BatchNormalization, still trains"
test_first_step_trains = "is frozen; all from layer"
test_block_start = "Return an index; this is 'conv_2'"
test_block_start_anywhere = "Return an index"
test_second_step = "is frozen; all from layer"
test_second_step_trains = "is frozen; all from layer"
test_predict_picture = "scaled before the network"
test_predict_picture_any = "scaled before the network"
test_inception_first = "a BatchNormalization, still trains"
test_inception_second = "a Conv2D, is frozen"
test_inception_model = "layer 150 of Inception-v3 is in does not begin"
test_guitar_model_values = "are missing in your model"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    return keras.Sequential([
        keras.Input(backbone.input_shape[1:]),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(1024, activation="relu"),
        keras.layers.Dense(num_classes, activation="softmax"),
    ])

# %% first_step
def first_step(model):
    for layer in model.layers[:-3]:
        if "Conv" in type(layer).__name__:
            layer.trainable = False
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% block_start
def block_start(model, index):
    names = list(tlkit.layer_table(model)["block"])
    return model.layers[names.index(names[index])].name

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    model.compile(
        keras.optimizers.SGD(0.0001, momentum=0.9),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    pixels = np.asarray(picture, "float32")[np.newaxis] / 255
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0].tolist()))
