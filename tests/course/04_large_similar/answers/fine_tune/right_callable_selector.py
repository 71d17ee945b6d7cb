# about: MultiOptimizer with a function that picks by identity; batches of 16, metrics, returns the history
# text: the size of a batch is free; metrics and a return value are not forbidden
def fine_tune(model, images, labels, rate, new_rate, epochs):
    new = {id(w) for w in model.layers[-1].weights}
    below, top = keras.optimizers.Adam(learning_rate=rate), keras.optimizers.Adam(learning_rate=new_rate)

    def switch(part):
        part.trainable = True
        for layer in part.layers:
            if hasattr(layer, "layers"):
                switch(layer)
            else:
                layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)

    switch(model)
    model.compile(
        optimizer=keras.optimizers.MultiOptimizer(lambda w: top if id(w) in new else below),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model.fit(images, labels, batch_size=16, epochs=epochs, verbose=0)
