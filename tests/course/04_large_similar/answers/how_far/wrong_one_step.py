# about: one step only
# says: This is the way of one step; by default there are ten
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    weight = keras.Variable(0.0)
    optimizer.apply([gradient], [weight])
    return abs(float(weight))
