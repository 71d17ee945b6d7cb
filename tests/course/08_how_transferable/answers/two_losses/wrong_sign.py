# about: after minus before
def two_losses(scratch, bnb, anb):
    return {n: (bnb[n] - scratch, anb[n] - bnb[n]) for n in bnb}
