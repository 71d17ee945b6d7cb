# about: sorts the maps that it is given in place
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    one = maps[..., filter].reshape(len(maps), -1)
    maps.sort(axis=1)
    return np.argsort(-one.max(axis=1))[:count]
