# about: keras.ops cuts the patches, a tensor is returned
# text: "return the model's answers as (rows, columns, classes)": a tensor of that shape
def crop_scores(model, picture, size, stride):
    picture = keras.ops.convert_to_tensor(picture, "float32")[None]
    patches = keras.ops.image.extract_patches(picture, size=size, strides=stride, padding="valid")
    _, rows, columns, _ = patches.shape
    crops = keras.ops.reshape(patches, (rows * columns, size, size, picture.shape[-1]))
    answers = model(crops, training=False)
    return keras.ops.reshape(answers, (rows, columns, -1))
