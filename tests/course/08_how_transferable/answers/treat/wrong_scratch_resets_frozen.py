# about: scratch: all layers are frozen
# says: From scratch all layers train
def treat(name, donors, model):
    if name == "scratch":
        for layer in model.layers:
            layer.trainable = False
        return
    keep(donors[name[0]], model, int(name[1]), fine_tune=name.endswith("+"))
