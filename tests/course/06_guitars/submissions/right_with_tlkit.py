"""
kind = "right"
about = "Calls tlkit wherever it does the same; leaves batch normalisation frozen in step two."
"""

# %% guitar_model
def guitar_model(backbone, num_classes):
    return tlkit.add_head(backbone, num_classes, dense=1024)

# %% first_step
def first_step(model):
    tlkit.freeze(model, -3)
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy()],
    )

# %% block_start
def block_start(model, index):
    spans = tlkit.layer_table(model, by="block")["layers"]
    for span in spans[:-1]:
        start, stop = map(int, span.split(" to "))
        if start <= index <= stop:
            return start

# %% second_step
def second_step(model, first=150):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tlkit.unfreeze(model, first, batch_norm=False)
    sgd = keras.optimizers.SGD(1e-4, momentum=0.9)
    model.compile(sgd, loss=keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])

# %% predict_picture
def predict_picture(model, content, class_names):
    height, width = model.input_shape[1:3]
    picture = keras.utils.load_img(io.BytesIO(content), target_size=(height, width))
    batch = keras.utils.img_to_array(picture)[None]
    return {name: float(p) for name, p in zip(class_names, model.predict(batch, verbose=0)[0])}
