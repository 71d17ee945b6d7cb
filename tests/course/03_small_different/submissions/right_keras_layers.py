"""
kind = "right"
about = "Pools with Keras layers, trains a Keras classifier, compiles its model; prints and warns."
"""

# %% cut_at
import warnings

def cut_at(backbone, layer):
    warnings.warn("cutting")
    if isinstance(layer, int):
        return keras.Model(backbone.input, backbone.get_layer(index=range(len(backbone.layers))[layer]).output)
    return keras.Model(backbone.input, backbone.get_layer(name=layer).output)

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    pool = {
        "avg": keras.layers.GlobalAveragePooling2D(),
        "max": keras.layers.GlobalMaxPooling2D(),
        "flat": keras.layers.Flatten(),
    }[pooling]
    out = pool(backbone.get_layer(layer).output)
    print("codes of", layer)
    return keras.Model(backbone.input, out).predict(images)

# %% accuracies
def accuracies(backbone, layers, train, new):
    result = {}
    for layer in layers:
        a, b = codes_at(backbone, layer, train[0]), codes_at(backbone, layer, new[0])
        normal = keras.layers.Normalization()
        normal.adapt(a)
        dense = keras.Sequential([normal, keras.layers.Dense(int(train[1].max()) + 1, activation="softmax")])
        dense.compile(keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy", metrics=["accuracy"])
        dense.fit(a, train[1], epochs=20, verbose=0)
        result[layer] = dense.evaluate(b, new[1], verbose=0)[1]
    return result

# %% choose_layer
def choose_layer(valid_accuracies, n):
    best = sorted(valid_accuracies.values())[-1]
    within = [k for k in valid_accuracies if best - valid_accuracies[k] <= (best * (1 - best) / n) ** 0.5]
    return within[0]

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    tlkit.freeze(part)
    model = tlkit.add_head(part, num_classes)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
