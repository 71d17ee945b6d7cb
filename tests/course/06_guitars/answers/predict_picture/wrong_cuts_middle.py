# about: cuts a piece of the model's size out of the middle, without scaling
# says: A piece was cut out of the picture: scale it first, so that most of it
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    picture = picture.crop((left, top, left + width, top + height))
    return dict(zip(class_names, model.predict(np.array(picture)[None], verbose=0)[0]))
