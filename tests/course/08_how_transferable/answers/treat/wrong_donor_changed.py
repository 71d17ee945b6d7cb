# about: model and donor exchanged in the call
def treat(name, donors, model):
    if name != "scratch":
        keep(model, donors[name[0]], int(name[1]), fine_tune=name.endswith("+"))
