# about: whole percents from 0 to 100
# says: should add up to 1
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    p = model.predict(np.array(picture)[None], verbose=0)[0]
    return {name: round(100 * float(x), 1) for name, x in zip(class_names, p)}
