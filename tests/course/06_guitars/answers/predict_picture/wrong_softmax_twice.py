# about: a second softmax over the probabilities
# says: no second softmax
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB").resize((width, height))
    logits = model.predict(np.array(picture)[None], verbose=0)
    probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(logits))[0]
    return dict(zip(class_names, probabilities))
