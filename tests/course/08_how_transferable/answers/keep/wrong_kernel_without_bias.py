# about: copies the kernel of each layer alone
# says: biases or batch normalisation are not
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count > n:
            break
        if hasattr(mine, "kernel"):
            mine.kernel.assign(theirs.kernel)
        else:
            mine.set_weights(theirs.get_weights())
        mine.trainable = fine_tune
