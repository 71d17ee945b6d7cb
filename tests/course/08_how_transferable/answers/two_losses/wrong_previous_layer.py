# about: loss from one n to the next
# says: for BnB, and that to
def two_losses(scratch, bnb, anb):
    result, before_b, before_a = {}, scratch, scratch
    for n in sorted(bnb):
        result[n] = (before_b - bnb[n], before_a - anb[n])
        before_b, before_a = bnb[n], anb[n]
    return result
