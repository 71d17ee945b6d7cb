# about: lets tlkit.to_fully_convolutional do it
# text: the text says that tlkit's function does this, and does not forbid it
def to_convolutions(model):
    return tlkit.to_fully_convolutional(model)
