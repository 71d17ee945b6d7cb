# about: never looks at the plus
# says: is frozen, and should train
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name[0]], model, int(name[1]), fine_tune=False)
