# about: tlkit.layerwise_rates; toggles the model's switch to reach all layers; one batch holds all pictures
# text: the size of a batch is free
def fine_tune(model, images, labels, rate, new_rate, epochs):
    model.trainable = False
    model.trainable = True
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    last = len(model.layers) - 1
    model.compile(tlkit.layerwise_rates(model, "adam", {0: rate, last: new_rate}), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=epochs, batch_size=len(images), verbose=0)
