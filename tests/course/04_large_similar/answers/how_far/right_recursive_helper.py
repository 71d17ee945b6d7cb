# about: a recursive helper, math.fabs
def how_far(optimizer, gradient, steps=10):
    import math
    def walk(weight, left):
        if left:
            optimizer.apply([gradient], [weight])
            return walk(weight, left - 1)
        return float(weight)
    return math.fabs(walk(keras.Variable(0.0), steps))
