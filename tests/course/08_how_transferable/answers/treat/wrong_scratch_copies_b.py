# about: scratch is "the network that learned B": takes all its weights
# says: from scratch nothing is kept
def treat(name, donors, model):
    if name == "scratch":
        model.set_weights(donors["B"].get_weights())
    else:
        keep(donors[name[0]], model, int(name[1]), fine_tune=name.endswith("+"))
