# about: specificity first
# says: for BnB, and that to
def two_losses(scratch, bnb, anb):
    return {n: (bnb[n] - anb[n], scratch - bnb[n]) for n in bnb}
