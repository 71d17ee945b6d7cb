# about: sorts all positions, so that a picture may come twice
# says: A picture comes more than once. It answers with the largest
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    one = maps[..., filter]
    order = np.argsort(-one.ravel())[:count]
    return order // (one.shape[1] * one.shape[2])
