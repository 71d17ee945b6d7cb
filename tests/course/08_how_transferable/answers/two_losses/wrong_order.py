# about: specificity first
def two_losses(scratch, bnb, anb):
    return {n: (bnb[n] - anb[n], scratch - bnb[n]) for n in bnb}
