# about: loads MobileNet anew at the other size, whatever the model is
def at_size(model, height, width):
    return tlkit.load_backbone("MobileNet", weights="embedded", input_shape=(height, width, 3))
