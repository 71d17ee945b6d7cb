# about: heapq.nlargest, a tuple
# text: any sequence of indices
def favourites(maps, filter, count):
    import heapq
    return tuple(heapq.nlargest(count, range(len(maps)), key=lambda i: np.max(maps[i, ..., filter])))
