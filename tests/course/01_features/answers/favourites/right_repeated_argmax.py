# about: takes the strongest again and again from a copy of the answers
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    strongest = np.array([maps[picture, :, :, filter].max() for picture in range(maps.shape[0])], dtype=float)
    chosen = []
    while len(chosen) < count:
        winner = int(strongest.argmax())
        chosen.append(winner)
        strongest[winner] = -np.inf
    return np.array(chosen, dtype=int)
