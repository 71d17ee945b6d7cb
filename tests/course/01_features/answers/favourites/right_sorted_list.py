# about: plain Python: sorted with a key, a list of int
# text: indices in a list; which of two equal answers comes first is not said
def favourites(maps, filter, count):
    best = {i: max(float(x) for x in one[:, :, filter].ravel()) for i, one in enumerate(maps)}
    return sorted(best, key=best.get, reverse=True)[:count]
