# about: loss and metric as objects, and returns the model as well
# text: loss and metric as objects; "changes the model that it is given" does not forbid to return it
def first_step(model):
    *below, pool, hidden, classes = model.layers
    model.trainable = True
    for layer in below:
        layer.trainable = False
    pool.trainable = hidden.trainable = classes.trainable = True
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model
