# about: PIL's resize given (height, width)
# says: wide, with three channels (PIL's `resize` takes the width first
def predict_picture(model, content, class_names):
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize(model.input_shape[1:3])
    return dict(zip(class_names, model.predict(np.array(picture)[None], verbose=0)[0]))
