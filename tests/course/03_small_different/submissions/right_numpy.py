"""
kind = "right"
about = "By hand: batches in a loop, flat codes channel by channel, scikit-learn's own pipeline, a copied network."
"""

# %% cut_at
def cut_at(backbone, layer):
    if not isinstance(layer, str):
        layer = backbone.layers[layer].name
    return keras.models.Model(inputs=backbone.inputs[0], outputs=backbone.get_layer(layer).output)

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    model = keras.Model(backbone.input, backbone.get_layer(layer).output)
    rows = []
    for image in images:
        maps = np.asarray(model(image[None].astype("float32"), training=False))[0]
        channels = np.moveaxis(maps, -1, 0).reshape(maps.shape[-1], -1)
        if pooling == "flat":
            rows.append(channels.ravel())
        else:
            rows.append(channels.mean(1) if pooling == "avg" else channels.max(1))
    return rows

# %% accuracies
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

def accuracies(backbone, layers, train, new):
    out = {}
    for layer in layers:
        svm = make_pipeline(StandardScaler(), LinearSVC(C=0.01))
        svm.fit(codes_at(backbone, layer, train[0]), train[1])
        out[layer] = np.mean(svm.predict(codes_at(backbone, layer, new[0])) == new[1])
    return out

# %% choose_layer
def choose_layer(valid_accuracies, n):
    names, values = list(valid_accuracies), np.array(list(valid_accuracies.values()))
    p = values.max()
    return names[int(np.argmax(values >= p - np.sqrt(p * (1 - p) / n)))]

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    part = keras.Model(backbone.input, backbone.get_layer(layer).output)
    copy = keras.models.clone_model(part)
    copy.set_weights(part.get_weights())
    copy.trainable = False
    return keras.Sequential([
        copy,
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(num_classes),
        keras.layers.Softmax(),
    ])
