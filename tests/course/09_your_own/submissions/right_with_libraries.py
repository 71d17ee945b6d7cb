"""
kind = "right"
about = "Counts with collections, decides with tlkit, splits with scikit-learn, groups with pandas."
"""

# %% class_counts
from collections import Counter

def class_counts(paths):
    pictures = [Path(p) for p in paths if Path(p).suffix.lower() in {".png", ".jpg", ".jpeg"}]
    return Counter(p.parts[-2] for p in pictures if not p.name.startswith("."))

# %% decide
def decide(counts, similarity):
    choice = tlkit.choose_case(sum(counts.values()), similarity)
    return choice.name, sorted(filter(lambda name: counts[name] < 300, counts))

# %% test_side
from sklearn.model_selection import GroupShuffleSplit

def test_side(groups, seed=0):
    splitter = GroupShuffleSplit(n_splits=200, test_size=0.25, random_state=seed)
    sides = [test for _, test in splitter.split(np.zeros(len(groups)), groups=groups)]
    test = min(sides, key=lambda test: abs(len(test) / len(groups) - 0.25))
    side = np.zeros(len(groups), dtype=bool)
    side[test] = True
    return side

# %% carry_out
def carry_out(network, folder):
    pictures, names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    cut = tlkit.cut(network, "conv_pw_7_relu")
    codes = tlkit.cnn_codes(cut, pictures.images)
    softmax = tlkit.linear_classifier(codes, pictures.labels, kind="softmax")
    return lambda new: np.array(names)[softmax.predict(tlkit.cnn_codes(cut, new))]

# %% accuracy_by_group
import pandas as pd

def accuracy_by_group(right_names, said_names, groups):
    table = pd.DataFrame({"right": right_names, "said": said_names, "group": groups})
    hits = table["right"] == table["said"]
    return hits.groupby(table["group"]).mean().to_dict()
