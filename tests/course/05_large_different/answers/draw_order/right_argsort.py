# about: argsort of random numbers, one row a round
def draw_order(n, steps, batch_size, seed):
    rounds = int(np.ceil(steps * batch_size / n))
    noise = np.random.default_rng(seed).random((rounds, n))
    return noise.argsort(axis=1).reshape(-1)[: steps * batch_size]
