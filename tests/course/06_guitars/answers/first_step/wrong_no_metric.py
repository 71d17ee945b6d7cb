# about: forgets the metric
# says: The accuracy is not among the metrics
def first_step(model):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= len(model.layers) - 3
    model.compile(keras.optimizers.RMSprop(), loss="sparse_categorical_crossentropy")
