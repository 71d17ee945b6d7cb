# about: rounds the probabilities: 1 for the winner, 0 for the rest
# says: a file of
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    p = model.predict(np.array(picture)[None], verbose=0)[0]
    return {name: round(float(x)) for name, x in zip(class_names, p)}
