# about: divides by 255 before a network that scales by itself
# says: The pixels were scaled before the network, which scales them itself: give
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    pixels = np.array(picture)[np.newaxis] / 255
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0]))
