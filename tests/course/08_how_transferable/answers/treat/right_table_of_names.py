# about: a table of all names, looked up; returns the model
# text: returning the model is not forbidden
def treat(name, donors, model):
    table = {
        f"{letter}{n}B{plus}": (letter, n, plus == "+")
        for letter in donors
        for n in range(10)
        for plus in ("", "+")
    }
    if name in table:
        letter, n, plus = table[name]
        keep(donors[letter], model, n, plus)
    return model
