# about: np.unique takes out level parts, so that np.interp can go the other way round; but the line after a level part then begins too early
# says: level, then half-way from
def pictures_needed(sizes, accuracies, target):
    heights, first = np.unique(np.asarray(accuracies, float), return_index=True)
    logs = np.log2(np.asarray(sizes, float))[first]
    return float(2.0 ** np.interp(target, heights, logs, left=logs[0], right=np.inf))
