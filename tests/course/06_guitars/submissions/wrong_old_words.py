"""
kind = "wrong"
about = "Types the words of 2017, which Keras 3 refuses."

[fails]
test_guitar_model = "Unrecognized keyword"
test_guitar_model_values = "Unrecognized keyword"
test_second_step = "not recognized"
test_second_step_trains = "not recognized"
test_inception_second = "not recognized"
test_inception_model = "Unrecognized keyword"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    predictions = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(input=backbone.input, output=predictions)

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    for layer in model.layers[first:]:
        layer.trainable = True
    model.compile(
        keras.optimizers.SGD(lr=0.0001, momentum=0.9), "sparse_categorical_crossentropy"
    )
