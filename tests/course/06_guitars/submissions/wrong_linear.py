"""
kind = "wrong"
about = "No ReLU; freezes the classifier too; SGD at its default rate; width before height."

[fails]
test_guitar_model_values = "ReLU after the 1024 units"
test_first_step = "is frozen; all from layer"
test_first_step_trains = "is frozen; all from layer"
test_block_start = "relu_2 ends a block"
test_block_start_anywhere = "the first layer of its block"
test_second_step = "The learning rate is 0.01"
test_predict_picture = "24 high and 16 wide"
test_predict_picture_any = "refuses the shape"
test_inception_first = "is frozen; all from layer"
test_inception_second = "The learning rate is 0.01"
test_inception_model = "layer 150 of Inception-v3 is in does not begin"
test_second_step_trains = "The learning rate is 0.01"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024)(x)
    classes = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(backbone.input, classes)

# %% first_step
def first_step(model):
    for layer in model.layers:
        layer.trainable = False
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])

# %% block_start
def block_start(model, index):
    return index

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    for layer in model.layers[first:]:
        layer.trainable = True
    model.compile(
        keras.optimizers.SGD(momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )

# %% predict_picture
def predict_picture(model, content, class_names):
    size = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize(size)
    pixels = np.asarray(picture, "float32")[np.newaxis]
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0].tolist()))
