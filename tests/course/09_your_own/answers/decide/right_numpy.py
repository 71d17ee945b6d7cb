# about: NumPy: index by booleans, digitize
def decide(counts, similarity):
    names, numbers = np.array(list(counts)), np.array(list(counts.values()))
    size = ["small", "large"][int(np.digitize(numbers.sum(), [20_000]))]
    likeness = ["different", "similar"][int(np.digitize(similarity, [0.5]))]
    return size + "-" + likeness, np.sort(names[numbers < 300]).tolist()
