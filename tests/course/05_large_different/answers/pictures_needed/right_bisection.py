# about: halves the interval on the logarithmic axis until it is small
def pictures_needed(sizes, accuracies, target):
    import math

    logs = [math.log(size) for size in sizes]

    def height(x):
        return np.interp(x, logs, accuracies)

    if height(logs[-1]) < target:
        return math.inf
    low, high = logs[0], logs[-1]
    if height(low) >= target:
        return float(sizes[0])
    for _ in range(200):
        middle = (low + high) / 2
        if height(middle) >= target:
            high = middle
        else:
            low = middle
    return math.exp(high)
