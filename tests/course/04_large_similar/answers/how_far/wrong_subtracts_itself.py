# about: SGD by hand: weight minus rate times gradient, whatever the optimiser
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    weight = 0.0
    for _ in range(steps):
        weight -= float(optimizer.learning_rate) * gradient
    return abs(weight)
