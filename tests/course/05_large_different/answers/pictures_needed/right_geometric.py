# about: no logarithm at all: a power of the ratio of the sizes
# text: "Any logarithm will do": none is needed
def pictures_needed(sizes, accuracies, target):
    points = list(zip(sizes, accuracies))
    reached = [k for k, (_, accuracy) in enumerate(points) if accuracy >= target]
    if not reached:
        return float("inf")
    k = reached[0]
    if k == 0:
        return points[0][0] * 1.0
    (n0, a0), (n1, a1) = points[k - 1], points[k]
    return n0 * (n1 / n0) ** ((target - a0) / (a1 - a0))
