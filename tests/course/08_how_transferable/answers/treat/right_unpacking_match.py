# about: match on the list of letters
def treat(name, donors, model):
    match list(name):
        case [donor, number, _]:
            keep(donor=donors[donor], model=model, n=int(number), fine_tune=False)
        case [donor, number, _, "+"]:
            keep(donor=donors[donor], model=model, n=int(number), fine_tune=True)
