"""
kind = "wrong"
about = "Knows the classifier by the names that tlkit gives; takes the maximum, not the average."

[fails]
test_guitar_model_values = "reduced to their maximum"
test_first_step_trains = "is frozen; all from layer"
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalMaxPooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))

# %% first_step
def first_step(model):
    for layer in model.layers:
        layer.trainable = layer.name.startswith("head")
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
