# about: sets the switch on the donor's layers
# says: The donor was frozen, too
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count <= n:
            theirs.trainable = fine_tune
            mine.set_weights(theirs.get_weights())
