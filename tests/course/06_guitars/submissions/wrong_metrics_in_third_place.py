"""
kind = "wrong"
about = "Metrics as the third argument of compile; names in alphabetical order."

[fails]
test_first_step = "the third argument of `compile` is `loss_weights`"
test_first_step_trains = "the third argument of `compile` is `loss_weights`"
test_second_step = "the third argument of `compile` is `loss_weights`"
test_second_step_trains = "the third argument of `compile` is `loss_weights`"
test_predict_picture_any = "under the wrong names"
test_inception_first = "the third argument of `compile` is `loss_weights`"
test_inception_second = "the third argument of `compile` is `loss_weights`"
"""

# %% first_step
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"])

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    for layer in model.layers[first:]:
        layer.trainable = True
    sgd = keras.optimizers.SGD(0.0001, momentum=0.9)
    model.compile(sgd, "sparse_categorical_crossentropy", ["accuracy"])

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    said = model.predict(np.asarray(picture, "float32")[np.newaxis], verbose=0)[0]
    return dict(zip(sorted(class_names), said.tolist()))
