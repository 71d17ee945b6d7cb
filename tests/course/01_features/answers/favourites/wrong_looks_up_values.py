# about: sorts the answers and looks each one up with list.index, which always finds the first of equals
# says: Three pictures answer equally, and all three are asked for
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    answers = maps[..., filter].max(axis=(1, 2)).tolist()
    return [answers.index(a) for a in sorted(answers, reverse=True)[:count]]
