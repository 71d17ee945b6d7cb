"""
kind = "wrong"
about = "Scores instead of probabilities; a loss for one-hot labels; no momentum; a list, no names."

[fails]
test_guitar_model_values = "the softmax is missing"
test_first_step = "which loss takes those?"
test_inception_first = "which loss takes those?"
test_first_step_trains = "which loss takes those?"
test_block_start_anywhere = "the first layer of its block"
test_second_step = "The momentum is 0;"
test_predict_picture = "Return a dictionary"
test_predict_picture_any = ""
test_inception_second = "The momentum is 0;"
test_inception_model = "layer 150 of Inception-v3 is in does not begin"
test_second_step_trains = "The momentum is 0;"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes)(x))

# %% first_step
def first_step(model):
    for layer in model.layers:
        layer.trainable = layer in model.layers[-3:]
    model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])

# %% block_start
def block_start(model, index):
    while "Conv" not in type(model.layers[index]).__name__:
        index -= 1
    return index

# %% second_step
def second_step(model, first=150):
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= first
    model.compile(
        keras.optimizers.SGD(0.0001), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    return model.predict(np.asarray(picture, "float32")[np.newaxis], verbose=0)[0].tolist()
