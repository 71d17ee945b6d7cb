# about: items and map, the second loss as what is left of the whole
def two_losses(scratch, bnb, anb):
    whole = {n: scratch - a for n, a in anb.items()}
    first = {n: scratch - b for n, b in bnb.items()}
    return dict(map(lambda n: (n, (first[n], whole[n] - first[n])), whole))
