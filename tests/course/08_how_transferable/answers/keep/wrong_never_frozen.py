# about: copies, and forgets fine_tune
# says: still trains, and should not
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count <= n:
            mine.set_weights(theirs.get_weights())
