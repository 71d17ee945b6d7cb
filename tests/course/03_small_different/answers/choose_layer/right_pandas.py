# about: a pandas Series, and its first index that is good enough
def choose_layer(valid_accuracies, n):
    import pandas as pd
    curve = pd.Series(list(valid_accuracies.values()), index=range(len(valid_accuracies)), dtype=float)
    enough = curve[curve >= curve.max() - (curve.max() * (1 - curve.max()) / n) ** 0.5]
    return list(valid_accuracies.keys())[enough.index[0]]
