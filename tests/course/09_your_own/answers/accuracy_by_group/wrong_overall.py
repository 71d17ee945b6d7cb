# about: the overall accuracy for every group
# says: here two of three pictures are right, and there one of two
def accuracy_by_group(right_names, said_names, groups):
    overall = float(np.mean(np.asarray(right_names) == np.asarray(said_names)))
    return dict.fromkeys(groups, overall)
