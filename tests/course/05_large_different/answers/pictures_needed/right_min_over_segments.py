# about: each segment gives a number or inf, the smallest counts
# text: inf as Python's; a helper and min()
def pictures_needed(sizes, accuracies, target):
    from math import exp, inf, log

    def on_segment(a, b, low, high):
        if not low < target <= high:
            return inf
        share = (target - low) / (high - low)
        return exp((1 - share) * log(a) + share * log(b))

    start = float(sizes[0]) if accuracies[0] >= target else inf
    segments = zip(sizes, sizes[1:], accuracies, accuracies[1:])
    return min([start, *(on_segment(*each) for each in segments)])
