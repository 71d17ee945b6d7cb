"""
kind = "wrong"
about = "No hidden layer; Adam in step one; one layer too many frozen; a picture without a batch."

[fails]
test_guitar_model = "a dense layer of 1024 units, then one unit"
test_guitar_model_values = "the classifier has two dense layers"
test_first_step = "Step one uses RMSprop"
test_block_start = "Return an index"
test_block_start_anywhere = "Return an index"
test_second_step = "is frozen; all from layer"
test_second_step_trains = "is frozen; all from layer"
test_predict_picture = ""
test_predict_picture_any = ""
test_inception_first = "Step one uses RMSprop"
test_inception_model = "average over height and width, then 1,024 units"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))

# %% first_step
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% block_start
def block_start(model, index):
    names = list(tlkit.layer_table(model)["block"])
    print(names.index(names[index]))

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[: first + 1]:
        layer.trainable = False
    for layer in model.layers[first + 1 :]:
        layer.trainable = True
    model.compile(
        keras.optimizers.SGD(0.0001, momentum=0.9),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    said = model.predict(np.asarray(picture, "float32"), verbose=0)[0]
    return dict(zip(class_names, said.tolist()))
