# about: the library's freeze, and returns the model
# text: nothing forbids tlkit.freeze; a return value is not forbidden
def freeze_all(model):
    tlkit.freeze(model)
    return model
