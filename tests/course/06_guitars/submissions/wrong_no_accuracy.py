"""
kind = "wrong"
about = "Compiles without a metric in both steps; pads what should be squeezed or cropped."

[fails]
test_first_step = "The accuracy is not among the metrics"
test_inception_first = "The accuracy is not among the metrics"
test_inception_second = "The accuracy is not among the metrics"
test_second_step = "The accuracy is not among the metrics"
test_first_step_trains = "The accuracy is not among the metrics"
test_second_step_trains = "The accuracy is not among the metrics"
test_predict_picture = "The picture has got bars"
test_predict_picture_any = "The picture has got bars"
"""

# %% first_step
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("rmsprop", "sparse_categorical_crossentropy")

# %% second_step
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    for layer in model.layers[first:]:
        layer.trainable = True
    model.compile(
        keras.optimizers.SGD(0.0001, momentum=0.9), loss="sparse_categorical_crossentropy"
    )

# %% predict_picture
from PIL import ImageOps

def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = ImageOps.pad(Image.open(io.BytesIO(content)).convert("RGB"), (width, height))
    pixels = np.asarray(picture, "float32")[np.newaxis]
    return dict(zip(class_names, model.predict(pixels, verbose=0)[0].tolist()))
