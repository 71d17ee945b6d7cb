# about: works on a clone and returns it
# says: Either no layer was kept, or a copy or the donor was changed in its place
def treat(name, donors, model):
    new = keras.models.clone_model(model)
    new.set_weights(model.get_weights())
    if name != "scratch":
        keep(donors[name[0]], new, int(name[1]), fine_tune=name.endswith("+"))
    return new
