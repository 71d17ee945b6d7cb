# about: apply_gradients with pairs, a while loop, max of the weight and its negative
def how_far(optimizer, gradient, steps=10):
    weight, left = keras.Variable(0.0), steps
    while left > 0:
        optimizer.apply_gradients([(keras.ops.cast(gradient, "float32"), weight)])
        left -= 1
    where = float(keras.ops.convert_to_numpy(weight))
    return max(where, -where)
