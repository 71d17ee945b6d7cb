"""
kind = "wrong"
about = "Leaves hidden files in; goes by the average class; trains on a quarter; shuffles the labels; counts hits, not shares."

[fails]
test_class_counts = "Found"
test_class_counts_others = "leave out hidden files"
test_decide = "fewer than 300"
test_decide_others = "fewer than 300"
test_test_side = "about a quarter"
test_test_side_others = "about a quarter"
test_carry_out = "train on the folder's pictures"
test_carry_out_elsewhere = "train on the folder that is given"
test_accuracy_by_group = "a share each"
test_accuracy_by_group_others = "count within the group"
"""

# %% class_counts
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts

# %% decide
def decide(counts, similarity):
    total = sum(counts.values())
    size = "large" if total >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    few = sorted(counts) if total / len(counts) < 300 else []
    return f"{size}-{kind}", few

# %% test_side
def test_side(groups, seed=0):
    names = np.unique(groups)
    chosen = np.random.default_rng(seed).permutation(names)[len(names) // 4 :]
    return np.isin(groups, chosen)

# %% carry_out
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=(64, 64))
    np.random.default_rng(0).shuffle(labels)
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, "conv_pw_8_relu"), labels)
    return lambda new: [names[k] for k in classifier.predict(tlkit.cnn_codes(network, new, "conv_pw_8_relu"))]

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    hits = {group: 0 for group in groups}
    for right, said, group in zip(right_names, said_names, groups):
        hits[group] += right == said
    return hits
