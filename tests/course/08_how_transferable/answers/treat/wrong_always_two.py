# about: works for B2B only
# says: layers with a kernel
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name[0]], model, 2, fine_tune=name.endswith("+"))
