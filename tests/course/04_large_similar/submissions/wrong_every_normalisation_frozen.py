"""
kind = "wrong"
about = "Freezes whatever is called a normalisation; turns on a switch that is on already."

[fails]
test_fine_tune = "`model.trainable = True` does nothing where the model's own switch is on"
test_fine_tune_elsewhere = "has not moved: all layers train but batch normalisation"
"""

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    model.trainable = True
    for layer in model.layers:
        if "normalization" in layer.name or layer.name == "bn":
            layer.trainable = False
    slow, fast = keras.optimizers.Adam(rate), keras.optimizers.Adam(new_rate)
    which = keras.optimizers.OptimizerMap(slow, {f"{model.layers[-1].name}/.*": fast})
    model.compile(keras.optimizers.MultiOptimizer(which), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, verbose=0)
