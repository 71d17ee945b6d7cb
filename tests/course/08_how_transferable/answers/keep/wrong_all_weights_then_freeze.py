# about: copies the whole donor and freezes the first n
# says: a later layer has changed
def keep(donor, model, n, fine_tune):
    model.set_weights(donor.get_weights())
    count = 0
    for mine in model.layers:
        count += hasattr(mine, "kernel")
        if count <= n:
            mine.trainable = fine_tune
