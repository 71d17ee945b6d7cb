"""
kind = "wrong"
about = "Small letters alone; 300 is too few; the same patients for every seed; numbers in place of names; only the first group."

[fails]
test_class_counts = "in large letters, too"
test_class_counts_others = "endings may be in large letters"
test_decide = "fewer than 300"
test_decide_others = "with 298 to 301 pictures"
test_test_side_others = "let `seed` decide"
test_carry_out = "return the names, as strings"
test_carry_out_elsewhere = "those of the folder given"
test_accuracy_by_group = "one entry for each group"
test_accuracy_by_group_others = "Every group should be there"
test_test_side = "Two seeds made the same choice"
"""

# %% class_counts
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix in (".png", ".jpg", ".jpeg") and not path.name.startswith("."):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts

# %% decide
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count <= 300)

# %% test_side
def test_side(groups, seed=0):
    names = np.unique(groups)
    return np.isin(groups, names[: len(names) // 4])

# %% carry_out
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=(64, 64))
    classifier = tlkit.linear_classifier(tlkit.cnn_codes(network, images, "conv_pw_5_relu"), labels)
    return lambda new: classifier.predict(tlkit.cnn_codes(network, new, "conv_pw_5_relu"))

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    shares = {}
    for group in groups:
        hits = [r == s for r, s, g in zip(right_names, said_names, groups) if g == group]
        shares[group] = sum(hits) / len(hits)
        return shares
