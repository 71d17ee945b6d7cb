# about: str.partition and a lambda, verbose
def treat(name, donors, model):
    is_scratch = (lambda text: text.lower() == "scratch")(name)
    if is_scratch:
        print("nothing is kept")
    else:
        before, task, after = name.partition("B") if name[0] != "B" else ("B" + name[1], "B", name[3:])
        which, how_many = before
        print(f"{how_many} layers of {which}, then new ones for {task}")
        keep(donors[which], model, int(how_many), len(after) == 1)
