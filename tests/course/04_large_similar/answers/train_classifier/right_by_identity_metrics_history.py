# about: the model's switch first, then each layer's by identity; metrics, batches of 8, returns the history
# text: the size of a batch is free; a return value and metrics are not forbidden
def train_classifier(model, images, labels, rate, epochs):
    model.trainable = True
    for layer in model.layers:
        layer.trainable = layer is model.layers[-1]
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, batch_size=8, epochs=epochs, verbose=0)
