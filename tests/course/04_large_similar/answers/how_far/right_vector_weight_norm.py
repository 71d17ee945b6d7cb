# about: a weight of shape (1,), and the length of this vector
# text: "keras.Variable(0.0) is a weight" is an offer; the way to a distance is free
def how_far(optimizer, gradient, steps=10):
    weight = keras.Variable(np.zeros(1, dtype="float32"))
    gradients = [np.full(1, gradient, dtype="float32")]
    [optimizer.apply(gradients, [weight]) for _ in range(steps)]
    return np.linalg.norm(weight.numpy())
