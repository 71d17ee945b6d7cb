# about: resizes with keras.ops, antialiased, tensors as values
# text: values may be any numbers (0-d tensors); the text only asks for a dictionary
def predict_picture(model, content, class_names):
    pixels = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), "float32")
    height, width = model.input_shape[1], model.input_shape[2]
    small = keras.ops.image.resize(pixels[None], (height, width), antialias=True)
    outputs = model(small)[0]
    answer = {}
    for place, name in enumerate(class_names):
        answer[name] = outputs[place]
    return answer
