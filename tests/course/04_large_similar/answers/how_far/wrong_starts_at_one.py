# about: starts at 1 and returns how far the weight is from 0
# says: each step of plain gradient descent goes by rate × gradient
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    weight = keras.Variable(1.0)
    for _ in range(steps):
        optimizer.apply([gradient], [weight])
    return abs(float(weight))
