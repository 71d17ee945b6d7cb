# about: writes the model's weights into the donor
# says: Either no layer was kept, or a copy or the donor was changed in its place
def keep(donor, model, n, fine_tune):
    count = 0
    for mine, theirs in zip(model.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count <= n:
            theirs.set_weights(mine.get_weights())
            mine.trainable = fine_tune
