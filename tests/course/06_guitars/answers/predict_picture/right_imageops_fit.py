# about: scaled and cropped in the middle by PIL, plain floats
# text: may be cropped in the middle
def predict_picture(model, content, class_names):
    from PIL import ImageOps

    _, height, width, _ = model.input_shape
    with Image.open(io.BytesIO(content)) as file:
        picture = ImageOps.fit(file.convert("RGB"), (width, height), method=Image.Resampling.BILINEAR)
    batch = np.asarray(picture, dtype="float32").reshape(1, height, width, 3)
    probabilities = model.predict(batch, verbose=0)[0]
    return {name: float(p) for name, p in zip(class_names, probabilities)}
