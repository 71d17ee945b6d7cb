# about: finds the donor's layer by its name
def keep(donor, model, n, fine_tune):
    count = 0
    for mine in model.layers:
        count += hasattr(mine, "kernel")
        if count > n:
            break
        mine.set_weights(donor.get_layer(mine.name).get_weights())
        mine.trainable = fine_tune
