"""
kind = "wrong"
about = "Three classes and layer 150 built in; never compiles step one; takes RGB for granted."

[fails]
test_guitar_model_values = "as many outputs as num_classes says"
test_first_step = "stays uncompiled"
test_first_step_trains = "stays uncompiled"
test_block_start = "relu_2 ends a block"
test_block_start_anywhere = "the first layer of its block"
test_second_step = "is frozen; all from layer"
test_second_step_trains = "is frozen; all from layer"
test_predict_picture_any = ""
test_inception_first = "stays uncompiled"
test_inception_model = "layer 150 of Inception-v3 is in does not begin"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    classes = keras.layers.Dense(3, activation="softmax")(x)
    return keras.Model(backbone.input, classes)

# %% first_step
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True

# %% block_start
def block_start(model, index):
    names = list(tlkit.layer_table(model)["block"])
    return len(names) - names[::-1].index(names[index])

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[:150]:
        layer.trainable = False
    for layer in model.layers[150:]:
        layer.trainable = True
    model.compile(
        keras.optimizers.SGD(0.0001, momentum=0.9),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).resize((width, height))
    pixels = np.asarray(picture, "float32")[np.newaxis]
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0].tolist()))
