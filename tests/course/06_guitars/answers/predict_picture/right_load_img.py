# about: keras.utils.load_img from the bytes, nearest neighbour
# text: any method of resize; keras opens the file
def predict_picture(model, content, class_names):
    size = model.input_shape[1:3]
    image = keras.utils.load_img(io.BytesIO(content), color_mode="rgb", target_size=size)
    batch = keras.ops.expand_dims(keras.utils.img_to_array(image), 0)
    answers = keras.ops.convert_to_numpy(model(batch, training=False))[0].tolist()
    return {class_names[i]: answers[i] for i in range(len(class_names))}
