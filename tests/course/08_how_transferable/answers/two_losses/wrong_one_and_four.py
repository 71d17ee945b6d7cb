# about: the n of the check
# says: Return a dictionary with the same n as the accuracies
def two_losses(scratch, bnb, anb):
    return {n: (scratch - bnb.get(n, scratch), bnb.get(n, scratch) - anb.get(n, scratch)) for n in (1, 4)}
