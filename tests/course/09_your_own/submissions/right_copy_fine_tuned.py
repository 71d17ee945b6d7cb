"""
kind = "right"
about = "Fine-tunes a copy of the network, largest groups first, sums of arrays in place of dictionaries."
"""

# %% class_counts
import re

def class_counts(paths):
    counts = {}
    for path in paths:
        found = re.search(r"([^/]+)/[^/.][^/]*\.(png|jpe?g)$", path, re.IGNORECASE)
        if found:
            counts[found[1]] = 1 + counts.get(found[1], 0)
    return counts

# %% decide
def decide(counts, similarity):
    names = np.array(sorted(counts))
    numbers = np.array([counts[name] for name in names])
    case = [["small-different", "small-similar"], ["large-different", "large-similar"]]
    return case[int(numbers.sum() >= 20_000)][int(similarity >= 0.5)], names[numbers < 300].tolist()

# %% test_side
def test_side(groups, seed=0):
    groups = np.asarray(groups)
    names, sizes = np.unique(groups, return_counts=True)
    rng = np.random.default_rng(seed)
    chosen, total = [], 0
    for k in rng.permutation(len(names)):
        if total + sizes[k] <= 0.27 * len(groups):
            chosen.append(names[k])
            total += sizes[k]
    return [group in chosen for group in groups]

# %% carry_out
def carry_out(network, folder):
    (images, labels), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    copy = keras.models.clone_model(network)
    copy.set_weights(network.get_weights())
    for layer in copy.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    codes = copy.get_layer("conv_pw_5_relu").output
    top = keras.layers.Dense(len(names), activation="softmax")
    model = keras.Model(copy.input, top(keras.layers.GlobalAveragePooling2D()(codes)))
    model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=60, batch_size=16, verbose=0)
    return lambda new: [names[k] for k in model.predict(new, verbose=0).argmax(axis=1)]

# %% accuracy_by_group
def accuracy_by_group(right_names, said_names, groups):
    hits = np.array([a == b for a, b in zip(right_names, said_names)])
    groups = np.array(groups)
    return {str(group): hits[groups == group].mean() for group in np.unique(groups)}
