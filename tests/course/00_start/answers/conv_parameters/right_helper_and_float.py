# about: a helper for one filter, math.prod; a whole float
# text: "the number of parameters" does not say int; 4736.0 equals 4736
def conv_parameters(side, channels, filters):
    from math import prod
    def of_one_filter():
        return prod((side, side, channels)) + 1.0
    return filters * of_one_filter()
