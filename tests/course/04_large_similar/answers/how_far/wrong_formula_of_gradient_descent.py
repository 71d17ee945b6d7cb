# about: rate × gradient × steps, which holds for plain gradient descent only
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    return abs(float(optimizer.learning_rate) * gradient * steps)
