# about: (steps, batch_size)
# says: numbers, in one row
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    total = steps * batch_size
    order = np.concatenate([rng.permutation(n) for _ in range(-(-total // n))])[:total]
    return order.reshape(steps, batch_size)
