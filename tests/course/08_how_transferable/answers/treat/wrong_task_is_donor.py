# about: takes the last letter for the donor
# says: layers with a kernel
def treat(name, donors, model):
    if name == "scratch":
        return
    keep(donors[name[2]], model, int(name[1]), name.endswith("+"))
