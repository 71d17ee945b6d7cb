# about: lets tlkit's add_head do it
# text: the text does not forbid the library's own function
def guitar_model(backbone, num_classes):
    return tlkit.add_head(backbone, num_classes, dense=1024)
