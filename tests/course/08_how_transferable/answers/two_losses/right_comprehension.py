# about: a dict comprehension of tuples
def two_losses(scratch, bnb, anb):
    """Return {n: (loss by co-adaptation, loss by specificity)}."""
    return {n: (scratch - bnb[n], bnb[n] - anb[n]) for n in bnb}
