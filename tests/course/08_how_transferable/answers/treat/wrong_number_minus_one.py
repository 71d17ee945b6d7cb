# about: n - 1, as if layers were counted from 0
# says: layers with a kernel
def treat(name, donors, model):
    if name != "scratch":
        keep(donors[name[0]], model, int(name[1]) - 1, fine_tune=name.endswith("+"))
