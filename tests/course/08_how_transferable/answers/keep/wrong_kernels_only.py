# about: copies and freezes the layers with a kernel, not what goes with them
# says: biases or batch normalisation are not
def keep(donor, model, n, fine_tune):
    pairs = [(a, b) for a, b in zip(donor.layers, model.layers) if hasattr(b, "kernel")]
    for theirs, mine in pairs[:n]:
        mine.set_weights(theirs.get_weights())
        mine.trainable = fine_tune
