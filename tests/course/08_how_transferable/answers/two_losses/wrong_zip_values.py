# about: pairs the two dicts by position
# says: for BnB, and that to
def two_losses(scratch, bnb, anb):
    return {n: (scratch - b, b - a) for n, b, a in zip(bnb, bnb.values(), anb.values())}
