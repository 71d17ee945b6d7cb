"""
kind = "right"
about = "In its own way: loops over indices, a crop in the middle, the model called directly."
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    layers = keras.layers
    pooled = keras.ops.mean(backbone.output, axis=(1, 2))
    hidden = layers.ReLU()(layers.Dense(1024)(pooled))
    return keras.Model(
        inputs=backbone.inputs[0], outputs=layers.Softmax()(layers.Dense(num_classes)(hidden))
    )

# %% first_step
def first_step(model):
    n = len(model.layers)
    for i in range(n):
        model.layers[i].trainable = i >= n - 3
    model.compile(
        keras.optimizers.RMSprop(1e-3),
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_accuracy"],
    )
    return model

# %% block_start
def block_start(model, index):
    table = tlkit.layer_table(model)
    same = table[table["block"] == table["block"].iloc[index]]
    return int(same.index[0])

# %% second_step
def second_step(model, first=150):
    model.trainable = True
    for i, layer in enumerate(model.layers):
        layer.trainable = not i < first
    model.compile(
        optimizer=keras.optimizers.SGD(momentum=0.9, learning_rate=10**-4),
        loss="sparse_categorical_crossentropy",
        metrics=["acc"],
    )
    return model

# %% predict_picture
from PIL import ImageOps

def predict_picture(model, content, class_names):
    _, h, w, _ = model.input_shape
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
    image = np.array(ImageOps.fit(image, (w, h)))
    said = np.asarray(model(image.reshape(1, h, w, 3).astype("float32"), training=False))[0]
    answer = {}
    for k in range(len(class_names)):
        answer[class_names[k]] = said[k]
    return answer
