# about: as a share of what was there before
# says: for BnB, and that to
def two_losses(scratch, bnb, anb):
    return {n: (1 - bnb[n] / scratch, 1 - anb[n] / bnb[n]) for n in bnb}
