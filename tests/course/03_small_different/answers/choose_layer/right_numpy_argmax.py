# about: NumPy: argmax of a mask finds the first True
def choose_layer(valid_accuracies, n):
    names, shares = list(valid_accuracies), np.array(list(valid_accuracies.values()), dtype=float)
    p = shares.max()
    return names[int((shares >= p - np.sqrt(p * (1 - p) / n)).argmax())]
