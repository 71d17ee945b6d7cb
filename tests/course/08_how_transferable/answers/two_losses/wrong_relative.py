# about: as a share of what was there before
def two_losses(scratch, bnb, anb):
    return {n: (1 - bnb[n] / scratch, 1 - anb[n] / bnb[n]) for n in bnb}
