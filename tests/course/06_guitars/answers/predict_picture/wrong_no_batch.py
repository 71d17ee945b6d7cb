# about: forgets the batch axis
# says: wide, with three channels (PIL's `resize` takes the width first
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    return dict(zip(class_names, model.predict(np.array(picture), verbose=0)[0]))
