# about: pandas aligns the keys by itself
# text: tuples of NumPy floats
def two_losses(scratch, bnb, anb):
    b, a = pd.Series(bnb), pd.Series(anb)
    table = pd.DataFrame({"co": scratch - b, "specific": b - a})
    return {n: tuple(row) for n, row in zip(table.index, table.to_numpy())}
