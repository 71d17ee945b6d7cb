# about: returns minus the weight, which is a distance only for positive gradients
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    weight = keras.Variable(0.0)
    for _ in range(steps):
        optimizer.apply([gradient], [weight])
    return -float(weight)
