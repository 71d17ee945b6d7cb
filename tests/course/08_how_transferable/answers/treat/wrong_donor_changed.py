# about: model and donor exchanged in the call
# says: Either no layer was kept, or a copy or the donor was changed in its place
def treat(name, donors, model):
    if name != "scratch":
        keep(model, donors[name[0]], int(name[1]), fine_tune=name.endswith("+"))
