"""
kind = "wrong"
about = "Returns a total; swaps size and similarity; forgets to return; trains the given network itself; wrong answers for right ones."

[fails]
test_class_counts = "Return a dictionary"
test_class_counts_others = "Return a dictionary"
test_decide = "expected 'small-similar'"
test_decide_others = "found 'different-small'"
test_test_side = "Found None"
test_test_side_others = "Found None"
test_carry_out_elsewhere = "stays as it was: use a copy"
test_accuracy_by_group = "two of three pictures are right"
test_accuracy_by_group_others = "divide by the number of its pictures"
"""

# %% class_counts
def class_counts(paths):
    return sum(Path(path).suffix.lower() in (".png", ".jpg", ".jpeg") for path in paths)

# %% decide
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{kind}-{size}", sorted(name for name, count in counts.items() if count < 300)

# %% test_side
def test_side(groups, seed=0):
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    side = np.isin(groups, names[: len(names) // 4])

# %% carry_out
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=(64, 64))
    layer = "conv_pw_5_relu"
    network.layers[2].set_weights([w * 1.01 for w in network.layers[2].get_weights()])
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, layer), labels)
    return lambda new: [names[k] for k in classifier.predict(tlkit.cnn_codes(network, new, layer))]

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    wrong = np.asarray(right_names) != np.asarray(said_names)
    groups = np.asarray(groups)
    return {str(group): float(wrong[groups == group].mean()) for group in np.unique(groups)}
