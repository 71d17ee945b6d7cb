# about: compares squares, so that there is no square root
# text: "at most one standard error below": (best - a)² ≤ p(1 - p)/n says the same
def choose_layer(valid_accuracies, n):
    p = max(valid_accuracies.values())
    return [name for name, a in valid_accuracies.items() if (p - a) ** 2 * n <= p * (1 - p)][0]
