# about: NumPy: -diff of three rows, arrays as values
# text: arrays of two numbers as values
def two_losses(scratch, bnb, anb):
    keys = list(bnb)
    levels = np.array([[scratch, bnb[n], anb[n]] for n in keys], dtype=float).reshape(len(keys), 3)
    return dict(zip(keys, -np.diff(levels, axis=1)))
