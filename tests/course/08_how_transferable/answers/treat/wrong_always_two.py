# about: works for B2B only
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name[0]], model, 2, fine_tune=name.endswith("+"))
