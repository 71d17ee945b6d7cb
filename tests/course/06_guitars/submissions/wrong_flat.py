"""
kind = "wrong"
about = "Flatten instead of the average; leaves a frozen classifier frozen; does not compile anew."

[fails]
test_guitar_model_values = "average over height and width first"
test_first_step_trains = "is frozen; all from layer"
test_block_start = "relu_2 ends a block"
test_block_start_anywhere = "the first layer of its block"
test_second_step = "stays uncompiled"
test_second_step_trains = "Step two uses SGD"
test_predict_picture = "keys of the dictionary should be the class names"
test_predict_picture_any = ""
test_inception_second = "Step two uses SGD"
test_inception_model = "average over height and width, then 1,024 units"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = keras.layers.Flatten()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    classes = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(backbone.input, classes)

# %% first_step
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% block_start
def block_start(model, index):
    names = list(tlkit.layer_table(model)["block"])
    return names.index(names[index]) - 1

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    for layer in model.layers[first:]:
        layer.trainable = True

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    said = model.predict(np.asarray(picture, "float32")[np.newaxis], verbose=0)[0]
    return {class_names[said.argmax()]: float(said.max())}
