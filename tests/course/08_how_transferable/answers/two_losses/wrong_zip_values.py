# about: pairs the two dicts by position
def two_losses(scratch, bnb, anb):
    return {n: (scratch - b, b - a) for n, b, a in zip(bnb, bnb.values(), anb.values())}
