"""
kind = "right"
about = "Batches of eight, since the task names no size; one optimiser with layers set apart by type and place."
"""

# %% train_classifier
def train_classifier(model, images, labels, rate, epochs):
    for index, layer in enumerate(model.layers, start=1):
        layer.trainable = index == len(model.layers)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(images, labels, batch_size=8, epochs=epochs, shuffle=False)

# %% fine_tune
def fine_tune(model, images, labels, rate, new_rate, epochs):
    for layer in model.layers:
        layer.trainable = True
    for layer in model.layers:
        if type(layer) is keras.layers.BatchNormalization:
            layer.trainable = False
    paths = [weight.path for weight in model.layers[-1].trainable_weights]
    which = keras.optimizers.OptimizerMap(
        keras.optimizers.Adam(rate), {path: keras.optimizers.Adam(new_rate) for path in paths}
    )
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(optimizer=keras.optimizers.MultiOptimizer(which), loss=loss)
    model.fit(images, labels, batch_size=2, epochs=epochs)
