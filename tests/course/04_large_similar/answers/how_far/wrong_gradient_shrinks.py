# about: divides the gradient by the number of the step
# says: each step of plain gradient descent goes by rate × gradient
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    weight = keras.Variable(0.0)
    for step in range(1, steps + 1):
        optimizer.apply([gradient / step], [weight])
    return abs(float(weight))
