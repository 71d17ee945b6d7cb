# about: copies the trainable weights: batch normalisation keeps its own statistics
# says: biases or batch normalisation are not
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count > n:
            break
        for a, b in zip(mine.trainable_weights, theirs.trainable_weights):
            a.assign(b)
        mine.trainable = fine_tune
