# about: ranks by the mean of the map
# says: A picture counts by the largest number of its map, not by
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    return np.argsort(-maps[..., filter].mean(axis=(1, 2)))[:count]
