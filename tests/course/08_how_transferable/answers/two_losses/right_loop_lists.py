# about: a loop, lists as values, sorted keys
# text: values may be any pair
def two_losses(scratch, bnb, anb):
    result = {}
    for n in sorted(anb.keys()):
        co_adaptation = scratch - bnb[n]
        specificity = bnb[n] - anb[n]
        result[n] = [co_adaptation, specificity]
    return result
