# about: 0, 1, 2, … again and again
# says: The rounds have the same order: shuffle each anew
def draw_order(n, steps, batch_size, seed):
    return np.arange(steps * batch_size) % n
