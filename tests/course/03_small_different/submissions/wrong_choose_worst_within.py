"""
kind = "wrong"
about = "Takes the worst layer within one standard error, in place of the earliest; a network as a chain of its layers."

[fails]
test_cut_values = "a layer may get its input from several others"
test_choose_curves = "is within one standard error, but is not the earliest"
"""

# %% cut_at
def cut_at(backbone, layer):
    names = [each.name for each in backbone.layers]
    index = names.index(layer) if isinstance(layer, str) else range(len(names))[layer]
    x = backbone.input
    for each in backbone.layers[1 : index + 1]:
        x = each(x)
    return keras.Model(backbone.input, x)

# %% choose_layer
def choose_layer(valid_accuracies, n):
    best = max(valid_accuracies.values())
    error = np.sqrt(best * (1 - best) / n)
    within = {name: p for name, p in valid_accuracies.items() if p >= best - error}
    return min(within, key=within.get)
