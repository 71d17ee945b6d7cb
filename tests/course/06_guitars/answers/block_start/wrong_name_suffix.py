# about: believes that the layers of a block share the end of their names, as in the toy
# says: Asked about layer
def block_start(model, index):
    ending = model.layers[index].name.split("_")[-1]
    for number, layer in enumerate(model.layers):
        if layer.name.split("_")[-1] == ending:
            return number
