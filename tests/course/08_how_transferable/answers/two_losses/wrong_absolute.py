# about: absolute values
# says: for BnB, and falls to
def two_losses(scratch, bnb, anb):
    return {n: (abs(scratch - bnb[n]), abs(bnb[n] - anb[n])) for n in bnb}
