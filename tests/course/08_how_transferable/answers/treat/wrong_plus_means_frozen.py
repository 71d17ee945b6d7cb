# about: the plus the wrong way round
# says: still trains, and should not
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name[0]], model, int(name[1]), fine_tune=not name.endswith("+"))
