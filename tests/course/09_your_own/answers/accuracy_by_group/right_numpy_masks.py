# about: NumPy masks
# text: NumPy strings as keys, NumPy floats as numbers
def accuracy_by_group(right_names, said_names, groups):
    hit = np.asarray(right_names) == np.asarray(said_names)
    groups = np.asarray(groups)
    return {group: hit[groups == group].mean() for group in np.unique(groups)}
