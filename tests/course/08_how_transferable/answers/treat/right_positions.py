# about: the letters of the name by position
def treat(name, donors, model):
    """Make `model` the network of that name ("B3B", "A3B+" or "scratch", say), in place."""
    if name == "scratch":
        return
    keep(donors[name[0]], model, int(name[1]), fine_tune=name.endswith("+"))
