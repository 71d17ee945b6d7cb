# about: batch normalisation counts, since it has weights
# says: layers with a kernel
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += bool(mine.weights)
        if count > n:
            break
        mine.set_weights(theirs.get_weights())
        mine.trainable = fine_tune
