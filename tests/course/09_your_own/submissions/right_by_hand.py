"""
kind = "right"
about = "Loops throughout; a frozen network with a Keras classifier on its early layers."
"""

# %% class_counts
def class_counts(paths):
    counts = {}
    for path in paths:
        *_, folder, name = path.split("/")
        ending = name.lower().rsplit(".", 1)[-1]
        if name[0] == "." or "." not in name or ending not in ("png", "jpg", "jpeg"):
            continue
        if folder not in counts:
            counts[folder] = 0
        counts[folder] += 1
    return counts

# %% decide
def decide(counts, similarity):
    total, few = 0, []
    for name in sorted(counts):
        total += counts[name]
        if counts[name] < 300:
            few.append(name)
    if total < 20_000:
        return ("small-similar" if similarity >= 0.5 else "small-different"), few
    return ("large-similar" if similarity >= 0.5 else "large-different"), few

# %% test_side
import random

def test_side(groups, seed=0):
    names = sorted(set(map(str, groups)))
    random.Random(seed).shuffle(names)
    test, wanted = set(), len(groups) / 4
    for name in names:
        if sum(str(g) in test for g in groups) >= wanted:
            break
        test.add(name)
    return [str(g) in test for g in groups]

# %% carry_out
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=(64, 64))
    features = keras.Model(network.input, network.get_layer("conv_pw_9_relu").output)
    pool = lambda new: features.predict(new, verbose=0).mean(axis=(1, 2))
    codes = pool(images)
    mean, spread = codes.mean(axis=0), codes.std(axis=0) + 1e-6
    top = keras.Sequential([keras.Input(codes.shape[1:]), keras.layers.Dense(len(names), activation="softmax")])
    top.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    top.fit((codes - mean) / spread, labels, epochs=60, verbose=0)

    def classify(new):
        said = top.predict((pool(new) - mean) / spread, verbose=0).argmax(axis=1)
        return [names[k] for k in said]

    return classify

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    hits, totals = {}, {}
    for right, said, group in zip(right_names, said_names, groups):
        totals[group] = totals.get(group, 0) + 1
        hits[group] = hits.get(group, 0) + (right == said)
    return {group: hits[group] / totals[group] for group in totals}
