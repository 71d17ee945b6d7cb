"""
kind = "wrong"
about = "Counts every file; draws the line at 2,000; pictures, not groups; knows the classes by heart; one accuracy for all."

[fails]
test_class_counts = "hidden files do not"
test_class_counts_others = "Counted as a picture: a hidden file"
test_decide = "expected 'small-similar'"
test_decide_others = "are small, a similarity"
test_test_side = "choose patients, not pictures"
test_test_side_others = "Some group is on both sides"
test_carry_out_elsewhere = "those of the folder given"
test_accuracy_by_group = "two of three pictures are right"
test_accuracy_by_group_others = "divide by the number of its pictures"
"""

# %% class_counts
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts

# %% decide
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 2_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count < 300)

# %% test_side
def test_side(groups, seed=0):
    return np.random.default_rng(seed).random(len(groups)) < 0.25

# %% carry_out
def carry_out(network, folder):
    (images, labels), _ = tlkit.load_folder(folder, size=(64, 64))
    names = sorted(KINDS)
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, "conv_pw_5_relu"), labels)
    return lambda new: [names[k] for k in classifier.predict(tlkit.cnn_codes(network, new, "conv_pw_5_relu"))]

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    right = float(np.mean(np.array(right_names) == np.array(said_names)))
    return {group: right for group in groups}
