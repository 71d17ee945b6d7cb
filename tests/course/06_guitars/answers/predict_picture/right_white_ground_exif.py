# about: turns the picture as the camera held it, puts white behind transparent parts
# text: any colour behind transparency; the camera's orientation is respected
def predict_picture(model, content, class_names):
    from PIL import ImageOps

    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    picture = Image.alpha_composite(ground, picture).convert("RGB")
    height, width = model.input_shape[1:-1]
    batch = np.asarray(picture.resize((width, height), Image.Resampling.BOX))[np.newaxis, ...]
    return dict(zip(class_names, map(float, model.predict(batch, verbose=0).ravel())))
