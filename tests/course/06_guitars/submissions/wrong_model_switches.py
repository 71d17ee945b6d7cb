"""
kind = "wrong"
about = "Freezes the whole model, and then its last layers train no more; thaws it by its own switch."

[fails]
test_first_step = "The whole model is switched off"
test_first_step_trains = "The whole model is switched off"
test_second_step = "is frozen; all from layer"
test_second_step_trains = "is frozen; all from layer"
test_predict_picture = "Red and blue have changed places"
test_predict_picture_any = ""
test_inception_first = "The whole model is switched off"
test_inception_second = "is frozen; all from layer"
"""

# %% first_step
def first_step(model):
    model.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% second_step
def second_step(model, first=150):
    model.trainable = True
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
    picture = Image.open(io.BytesIO(content)).resize((width, height))
    pixels = np.asarray(picture, "float32")[np.newaxis, ..., ::-1]
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0].tolist()))
