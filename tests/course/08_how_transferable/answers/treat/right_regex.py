# about: a regular expression; no match is scratch
def treat(name, donors, model):
    import re

    found = re.fullmatch(r"([A-Z])(\d)[A-Z](\+?)", name)
    if found:
        donor, n, plus = found.groups()
        keep(donors[donor], model, int(n), bool(plus))
