# about: the gradient as a tensor, the result a scalar tensor
# text: "a number": a scalar tensor holds one
def how_far(optimizer, gradient, steps=10):
    w = keras.Variable(0.0, name="weight")
    g = keras.ops.convert_to_tensor(gradient, dtype="float32")
    for step in range(steps):
        optimizer.apply([g], [w])
    return keras.ops.abs(w.value)
