"""
kind = "right"
about = "A chain as a Sequential model; crops in the middle; batch normalisation frozen by its type."
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    x = backbone.output
    for layer in (
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(1024),
        keras.layers.Activation("relu"),
        keras.layers.Dense(num_classes),
        keras.layers.Activation("softmax"),
    ):
        x = layer(x)
    return keras.Model(backbone.inputs, [x][0])

# %% first_step
def first_step(model):
    new = {layer.name for layer in model.layers[-3:]}
    for layer in model.layers:
        layer.trainable = layer.name in new
    model.compile(
        loss="sparse_categorical_crossentropy", optimizer="RMSprop", weighted_metrics=["accuracy"]
    )

# %% block_start
def block_start(model, index):
    blocks = tlkit.layer_table(model)["block"].to_numpy()
    return np.argmax(blocks == blocks[index])

# %% second_step
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        normalises = isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = number >= first and not normalises
    model.compile(
        keras.optimizers.SGD(
            keras.optimizers.schedules.InverseTimeDecay(0.0001, 1, 1e-6), momentum=0.9
        ),
        keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")],
    )

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    scale = max(height / picture.height, width / picture.width)
    larger = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    left, top = (larger.width - width) // 2, (larger.height - height) // 2
    pixels = np.asarray(larger.crop((left, top, left + width, top + height)))
    return {name: p for name, p in zip(class_names, model.predict(pixels[None], verbose=0)[0])}
