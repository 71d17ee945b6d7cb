# about: a gain counts as no loss: 0
# says: for BnB, and falls to
def two_losses(scratch, bnb, anb):
    return {n: (max(scratch - bnb[n], 0), max(bnb[n] - anb[n], 0)) for n in bnb}
