# about: scratch is zero layers of any donor, fine-tuned
# text: "scratch keeps nothing": n = 0
def treat(name, donors, model):
    donor, n, fine_tune = ("A", 0, True) if name == "scratch" else (name[0], int(name[1]), "+" in name)
    return keep(donors[donor], model, n, fine_tune)
