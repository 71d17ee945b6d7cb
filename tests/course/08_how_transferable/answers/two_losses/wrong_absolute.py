# about: absolute values
def two_losses(scratch, bnb, anb):
    return {n: (abs(scratch - bnb[n]), abs(bnb[n] - anb[n])) for n in bnb}
