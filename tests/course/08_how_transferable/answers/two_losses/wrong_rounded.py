# about: rounds to one digit, against 0.09999
# says: for BnB, and that to
def two_losses(scratch, bnb, anb):
    return {n: (round(scratch - bnb[n], 1), round(bnb[n] - anb[n], 1)) for n in bnb}
