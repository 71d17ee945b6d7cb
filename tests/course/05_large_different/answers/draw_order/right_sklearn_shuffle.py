# about: sklearn.utils.shuffle with one RandomState, an array filled in pieces
# text: int32 array
def draw_order(n, steps, batch_size, seed):
    from sklearn.utils import shuffle

    state = np.random.RandomState(seed)
    result = np.empty(steps * batch_size, dtype=np.int32)
    filled = 0
    while filled < len(result):
        one_round = shuffle(np.arange(n), random_state=state)
        piece = one_round[: len(result) - filled]
        result[filled : filled + len(piece)] = piece
        filled += len(piece)
    return result
