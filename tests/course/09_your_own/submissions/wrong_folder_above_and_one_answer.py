"""
kind = "wrong"
about = "The parent of the parent; similar from above 0.5; no booleans; one answer for all; divides by everybody."

[fails]
test_class_counts = "the last folder is the class"
test_class_counts_others = "The names of the classes are off"
test_decide_others = "a similarity of 0.5 is similar"
test_test_side = "one boolean for each picture"
test_test_side_others = "one boolean for each picture"
test_carry_out = "one class name for each picture"
test_carry_out_elsewhere = ""
test_accuracy_by_group = "two of three pictures are right"
test_accuracy_by_group_others = "divide by the number of its pictures"
test_decide = "20,000 pictures in all"
"""

# %% class_counts
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg") and not path.name.startswith("."):
            counts[path.parts[0]] = counts.get(path.parts[0], 0) + 1
    return counts

# %% decide
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity > 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count < 300)

# %% test_side
def test_side(groups, seed=0):
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    return np.flatnonzero(np.isin(groups, names[: len(names) // 4]))

# %% carry_out
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=(64, 64))
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, "conv_pw_5_relu"), labels)
    return lambda new: [names[classifier.predict(tlkit.cnn_codes(network, new, "conv_pw_5_relu"))[0]]]

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    right = np.asarray(right_names) == np.asarray(said_names)
    groups = np.asarray(groups)
    return {str(g): float(right[groups == g].sum() / len(groups)) for g in np.unique(groups)}
