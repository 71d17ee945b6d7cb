# about: the plus the wrong way round
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name[0]], model, int(name[1]), fine_tune=not name.endswith("+"))
