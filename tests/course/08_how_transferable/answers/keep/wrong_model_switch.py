# about: model.trainable = fine_tune
# says: Set `trainable` layer by layer
def keep(donor, model, n, fine_tune):
    model.trainable = fine_tune
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count <= n:
            mine.set_weights(theirs.get_weights())
        else:
            mine.trainable = True
