# about: off by one: the layer after them is kept as well
# says: a later layer has changed
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        if count > n:
            break
        count += hasattr(mine, "kernel")
        mine.set_weights(theirs.get_weights())
        mine.trainable = fine_tune
