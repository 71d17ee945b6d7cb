# about: a loop of its own: train_on_batch over shuffled batches of one picture
# text: the size of a batch is free: here 1
def train_classifier(model, images, labels, rate, epochs):
    """Train the last layer of `model` alone, in place, with Adam at this learning rate."""
    model.trainable = True
    number = len(model.layers)
    for i in range(number):
        model.layers[i].trainable = i == number - 1
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    for epoch in range(epochs):
        for i in np.random.permutation(len(labels)):
            loss = model.train_on_batch(images[i : i + 1], labels[i : i + 1])
        print(f"epoch {epoch + 1}: loss {float(np.asarray(loss).ravel()[0]):.3f}")
