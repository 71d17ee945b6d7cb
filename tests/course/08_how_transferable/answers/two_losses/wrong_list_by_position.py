# about: keys 0, 1, 2 … in place of n
# says: one entry for each n
def two_losses(scratch, bnb, anb):
    return dict(enumerate((scratch - bnb[n], bnb[n] - anb[n]) for n in sorted(bnb)))
