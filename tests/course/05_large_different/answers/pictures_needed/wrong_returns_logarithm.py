# about: forgets to go back from the logarithm
# says: is reached at the second point
def pictures_needed(sizes, accuracies, target):
    heights, first = np.unique(accuracies, return_index=True)
    logs = np.log10(np.asarray(sizes, float))[first]
    return float(np.interp(target, heights, logs, left=logs[0], right=np.inf))
