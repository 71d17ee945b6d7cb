# about: argmax of a boolean column
# text: NumPy integer
def block_start(model, index):
    return (lambda b: (b == b.iloc[index]).to_numpy().argmax())(tlkit.layer_table(model).block)
