# about: makes an Adam of its own with the given rate
def how_far(optimizer, gradient, steps=10):
    """Return how far `optimizer` moves a weight in so many steps: a number, not below 0."""
    weight, adam = keras.Variable(0.0), keras.optimizers.Adam(float(optimizer.learning_rate))
    if isinstance(optimizer, keras.optimizers.SGD):
        adam = optimizer
    for _ in range(steps):
        adam.apply([gradient], [weight])
    return abs(float(weight))
