# about: writes the model's weights into the donor
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count <= n:
            theirs.set_weights(mine.get_weights())
            mine.trainable = fine_tune
