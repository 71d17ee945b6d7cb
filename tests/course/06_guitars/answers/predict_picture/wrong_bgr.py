# about: turns the channels round, as OpenCV has them
# says: Red and blue have changed places: the order is RGB
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    pixels = np.array(picture)[None, :, :, ::-1]
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0]))
