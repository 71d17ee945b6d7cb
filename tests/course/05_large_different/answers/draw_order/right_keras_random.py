# about: keras.random.shuffle with a SeedGenerator, a tensor
# text: a tensor of shape (steps * batch_size,)
def draw_order(n, steps, batch_size, seed):
    generator = keras.random.SeedGenerator(int(seed))
    needed = steps * batch_size
    parts = [keras.random.shuffle(keras.ops.arange(n), seed=generator) for _ in range(0, needed, n)]
    return keras.ops.concatenate(parts)[:needed]
