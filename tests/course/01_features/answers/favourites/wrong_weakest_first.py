# about: the strongest ones, but in ascending order
# says: The strongest comes first
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    return np.argsort(maps[..., filter].max(axis=(1, 2)))[-count:]
