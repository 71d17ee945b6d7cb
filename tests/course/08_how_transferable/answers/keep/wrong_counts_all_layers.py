# about: n counts all layers, also those without a kernel
# says: layers with a kernel
def keep(donor, model, n, fine_tune):
    for mine, theirs in zip(model.layers[:n], donor.layers[:n]):
        mine.set_weights(theirs.get_weights())
        mine.trainable = fine_tune
