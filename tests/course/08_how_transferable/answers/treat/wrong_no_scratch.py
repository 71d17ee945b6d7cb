# about: forgets that a name may be "scratch"
def treat(name, donors, model):
    keep(donors[name[0]], model, int(name[1]), name.endswith("+"))
