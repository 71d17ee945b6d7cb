# about: rounds to one digit, against 0.09999
def two_losses(scratch, bnb, anb):
    return {n: (round(scratch - bnb[n], 1), round(bnb[n] - anb[n], 1)) for n in bnb}
