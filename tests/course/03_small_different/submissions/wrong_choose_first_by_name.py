"""
kind = "wrong"
about = "Sorts the layers by their names; less than one standard error, not at most; a model without its new layer's training."

[fails]
test_choose = "the standard error is now 0.024"
test_choose_curves = "but is not the earliest"
test_model = "Nothing trains in the new model"
test_model_step = "Nothing trains in the new model"
"""

# %% choose_layer
def choose_layer(valid_accuracies, n):
    best = max(valid_accuracies.values())
    error = np.sqrt(best * (1 - best) / n)
    return sorted(name for name, p in valid_accuracies.items() if p > best - error / 2)[0]

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    model = tlkit.add_head(tlkit.cut(backbone, layer), num_classes)
    model.trainable = False
    return model
