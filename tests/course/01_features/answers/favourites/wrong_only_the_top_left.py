# about: looks at the first position of the map
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    return np.argsort(-maps[:, 0, 0, filter])[:count]
