"""
kind = "wrong"
about = "Cuts the middle out of the picture without scaling it; RMSprop at ten times its rate."

[fails]
test_first_step = "The rate is 0.01"
test_predict_picture = "A piece was cut out of the picture"
test_predict_picture_any = "A piece was cut out of the picture"
"""

# %% first_step
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile(
        keras.optimizers.RMSprop(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    picture = picture.crop((left, top, left + width, top + height))
    said = model.predict(np.asarray(picture, "float32")[np.newaxis], verbose=0)[0]
    return dict(zip(class_names, said.tolist()))
