# about: functools.reduce in one expression
def map_size(pixels, layers):
    from functools import reduce
    return reduce(lambda n, l: -(n // -l[1]) if l[2] == "same" else max(0, (n - l[0]) // l[1] + 1), layers, pixels)
