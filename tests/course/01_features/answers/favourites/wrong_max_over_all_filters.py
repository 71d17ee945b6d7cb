# about: takes the maximum over all filters too
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    return np.argsort(-maps.max(axis=(1, 2, 3)))[:count]
