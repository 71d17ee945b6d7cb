"""
kind = "right"
about = "Lets tlkit do it all."
"""

# %% cut_at
def cut_at(backbone, layer):
    return tlkit.cut(backbone, layer)

# %% codes_at
def codes_at(backbone, layer, images, pooling="avg"):
    part = tlkit.cut(backbone, layer)
    return tlkit.cnn_codes(part, images, -1, pooling=pooling, cache=False)

# %% accuracies
def accuracies(backbone, layers, train, new):
    codes = tlkit.cnn_codes(backbone, train[0], list(layers))
    new_codes = tlkit.cnn_codes(backbone, new[0], list(layers))
    return {
        layer: tlkit.linear_classifier(codes[layer], train[1], kind="softmax").score(
            new_codes[layer], new[1]
        )
        for layer in layers
    }

# %% choose_layer
def choose_layer(valid_accuracies, n):
    import pandas as pd

    series = pd.Series(valid_accuracies)
    best = series.max()
    return (series >= best - np.sqrt(best * (1 - best) / n)).idxmax()

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    return tlkit.build("small-different", backbone, num_classes, layer=layer)
