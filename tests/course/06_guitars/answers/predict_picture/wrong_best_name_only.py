# about: returns the name of the most probable class
# says: Return a dictionary: a probability for each name
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    return class_names[int(model.predict(np.array(picture)[None], verbose=0).argmax())]
