# about: 0, 1, 2, … again and again
# says: A round is not shuffled
def draw_order(n, steps, batch_size, seed):
    return np.arange(steps * batch_size) % n
