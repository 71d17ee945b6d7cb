# about: scales until it covers the size, then crops the middle by hand
# text: cover and crop, written out
def predict_picture(model, content, class_names):
    image = Image.open(io.BytesIO(content)).convert("RGB")
    goal_height, goal_width = model.input_shape[1:3]
    scale = max(goal_width / image.width, goal_height / image.height)
    wide = max(goal_width, round(image.width * scale))
    high = max(goal_height, round(image.height * scale))
    image = image.resize((wide, high), Image.Resampling.LANCZOS)
    left = (wide - goal_width) // 2
    top = (high - goal_height) // 2
    image = image.crop((left, top, left + goal_width, top + goal_height))
    batch = np.stack([np.array(image)]).astype("float32")
    said = model.predict(batch, verbose=0)
    print("shape of the batch:", batch.shape)
    return {str(name): said[0][number] for number, name in enumerate(class_names)}
