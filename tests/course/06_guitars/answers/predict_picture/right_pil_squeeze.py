# about: PIL resize, predict, zip
def predict_picture(model, content, class_names):
    """Return the model's probability for each class name, as a dictionary."""
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    pixels = np.array(picture)[np.newaxis]
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0], strict=True))
