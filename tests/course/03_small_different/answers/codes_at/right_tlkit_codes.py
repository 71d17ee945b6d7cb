# about: the library's cnn_codes, which takes a pooling
# text: nothing forbids tlkit.cnn_codes
def codes_at(backbone, layer, images, pooling="avg"):
    return tlkit.cnn_codes(backbone, images, layer, pooling=pooling, cache=False)
