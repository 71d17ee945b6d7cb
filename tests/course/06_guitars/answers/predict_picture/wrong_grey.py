# about: makes the picture grey and repeats it three times
# says: a file of
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    grey = np.array(Image.open(io.BytesIO(content)).convert("L").resize((width, height)))
    pixels = np.stack([grey] * 3, axis=-1)[None]
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0]))
