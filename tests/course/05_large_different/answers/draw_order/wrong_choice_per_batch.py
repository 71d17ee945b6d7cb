# about: every batch drawn without replacement, but not the rounds
# says: a picture comes twice in one round of
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    batches = [rng.choice(n, batch_size, replace=batch_size > n) for _ in range(steps)]
    return np.concatenate(batches)
