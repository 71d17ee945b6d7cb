# about: argpartition alone, whose result is in no order
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    answers = maps[..., filter].max(axis=(1, 2))
    return np.argpartition(-answers, count - 1)[:count]
