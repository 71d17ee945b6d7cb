# about: searches for the largest number starting from 0, so that negative maps all count 0
def favourites(maps, filter, count):
    """Return the indices of the `count` pictures with the largest answer of a filter."""
    answers = []
    for one in maps:
        largest = 0
        for value in one[..., filter].ravel():
            if value > largest:
                largest = value
        answers.append(largest)
    return np.argsort(-np.array(answers), kind="stable")[:count]
