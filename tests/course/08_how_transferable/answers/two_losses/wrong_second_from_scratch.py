# about: the second loss from scratch to AnB, so the first counts twice
# says: for BnB, and that to
def two_losses(scratch, bnb, anb):
    return {n: (scratch - bnb[n], scratch - anb[n]) for n in bnb}
