# about: fills up with black bars to keep the shape
# says: The picture has got bars: squeeze it, or crop it
def predict_picture(model, content, class_names):
    from PIL import ImageOps

    height, width = model.input_shape[1:3]
    picture = ImageOps.pad(Image.open(io.BytesIO(content)).convert("RGB"), (width, height))
    return dict(zip(class_names, model.predict(np.array(picture)[None], verbose=0)[0]))
