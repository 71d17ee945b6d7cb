# about: ends right at the n-th kernel: its batch normalisation stays new
# says: biases or batch normalisation are not
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        if count == n:
            break
        count += hasattr(mine, "kernel")
        mine.set_weights(theirs.get_weights())
        mine.trainable = fine_tune
