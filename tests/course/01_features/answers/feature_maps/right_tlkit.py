# about: hands over to tlkit's function
# text: nothing forbids tlkit.feature_maps
def feature_maps(model, layer_name, images):
    return tlkit.feature_maps(model, images, layer_name)
