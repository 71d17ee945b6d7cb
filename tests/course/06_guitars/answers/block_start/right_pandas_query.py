# about: pandas: the label of the first row of this block
# text: returns what the table's index holds
def block_start(model, index):
    table = tlkit.layer_table(model).iloc[:-1]
    same = table[table["block"] == table["block"].iloc[index]]
    return int(same.index[0])
