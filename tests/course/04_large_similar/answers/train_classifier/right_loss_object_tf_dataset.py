# about: a loss object and a tf.data pipeline, a whole set as one batch
# text: the size of a batch is free: here all pictures at once
def train_classifier(model, images, labels, rate, epochs):
    import tensorflow as tf
    *below, classifier = model.layers
    model.trainable = True
    for each in below:
        each.trainable = False
    classifier.trainable = True
    data = tf.data.Dataset.from_tensor_slices((images, labels)).batch(len(labels))
    model.compile(keras.optimizers.Adam(rate), keras.losses.SparseCategoricalCrossentropy())
    model.fit(data, epochs=epochs, verbose=0)
