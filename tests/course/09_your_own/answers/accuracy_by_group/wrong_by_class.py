# about: groups by the right name (recall of each class)
# says: one entry for each group
def accuracy_by_group(right_names, said_names, groups):
    hit = np.asarray(right_names) == np.asarray(said_names)
    right_names = np.asarray(right_names)
    return {name: float(hit[right_names == name].mean()) for name in set(right_names.tolist())}
