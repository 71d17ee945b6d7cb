# about: returns the answers
# says: return indices of pictures
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    return np.sort(maps[..., filter].max(axis=(1, 2)))[::-1][:count]
