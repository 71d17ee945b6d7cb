# about: sorts the names, as a folder would
# says: The probabilities are right, but they stand under the wrong names
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    return dict(zip(sorted(class_names), model.predict(np.array(picture)[None], verbose=0)[0]))
