# about: changes and returns a copy of the model
# says: Either no layer was kept, or a copy or the donor was changed in its place
def keep(donor, model, n, fine_tune):
    new = keras.models.clone_model(model)
    new.set_weights(model.get_weights())
    count = 0
    for mine, theirs in zip(new.layers, donor.layers):
        count += hasattr(mine, "kernel")
        if count <= n:
            mine.set_weights(theirs.get_weights())
            mine.trainable = fine_tune
    return new
