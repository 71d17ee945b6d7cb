# about: with tlkit.add_head and tlkit.freeze; compiled already
# text: library functions are not forbidden, and "compiling it is not needed" allows it
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    model = tlkit.add_head(part, num_classes)
    tlkit.freeze(model, part.layers[-1].name)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
