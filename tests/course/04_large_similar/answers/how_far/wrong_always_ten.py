# about: range(10)
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    weight = keras.Variable(0.0)
    for _ in range(10):
        optimizer.apply([gradient], [weight])
    return abs(float(weight))
