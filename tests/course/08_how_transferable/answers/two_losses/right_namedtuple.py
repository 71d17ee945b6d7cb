# about: a namedtuple and a helper
# text: a namedtuple is a tuple
def two_losses(scratch, bnb, anb):
    from collections import namedtuple

    Losses = namedtuple("Losses", "co_adaptation specificity")
    fall = lambda before, after: before - after
    return {n: Losses(fall(scratch, bnb[n]), fall(bnb[n], anb[n])) for n in sorted(bnb)}
