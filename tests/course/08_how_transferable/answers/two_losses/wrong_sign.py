# about: after minus before
# says: for BnB, and that to
def two_losses(scratch, bnb, anb):
    return {n: (bnb[n] - scratch, anb[n] - bnb[n]) for n in bnb}
