# about: the library's build makes it in one line
# text: nothing forbids tlkit.build
def small_different_model(backbone, layer, num_classes):
    return tlkit.build("small-different", backbone, num_classes, layer=layer)
