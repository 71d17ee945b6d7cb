# about: keras.layers.Resizing with crop_to_aspect_ratio
# text: a Keras layer does the scaling
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    to_size = keras.layers.Resizing(height, width, crop_to_aspect_ratio=True)
    batch = np.array(Image.open(io.BytesIO(content)).convert("RGB"), dtype="float32")[None]
    probabilities, = model.predict(np.asarray(to_size(batch)), verbose=0)
    return {n: p.item() for n, p in zip(class_names, probabilities)}
