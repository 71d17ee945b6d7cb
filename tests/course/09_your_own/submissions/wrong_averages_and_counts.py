"""
kind = "wrong"
about = "Leaves hidden files in; goes by the average class; trains on a quarter; shuffles the labels; counts hits, not shares."

[fails]
test_class_counts = "hidden files do not"
test_class_counts_others = "Counted as a picture: a hidden file"
test_decide = "fewer than 300"
test_decide_others = "with 298 to 301 pictures"
test_test_side = "about a quarter"
test_test_side_others = "about a quarter"
test_carry_out = "of the new pictures are right"
test_carry_out_elsewhere = "train on the folder that is given"
test_accuracy_by_group = "two of three pictures are right"
test_accuracy_by_group_others = "divide by the number of its pictures"
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
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, "conv_pw_5_relu"), labels)
    return lambda new: [names[k] for k in classifier.predict(tlkit.cnn_codes(network, new, "conv_pw_5_relu"))]

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    hits = {group: 0 for group in groups}
    for right, said, group in zip(right_names, said_names, groups):
        hits[group] += right == said
    return hits
