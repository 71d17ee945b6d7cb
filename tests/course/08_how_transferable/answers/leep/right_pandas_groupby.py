# about: pandas groupby sums the rows of a class
def leep(probabilities, labels):
    frame = pd.DataFrame(np.asarray(probabilities, float))
    sums = frame.groupby(np.asarray(labels)).sum()
    given = sums / sums.sum()
    expected = given.loc[np.asarray(labels)].to_numpy() * frame.to_numpy()
    return np.log(expected.sum(axis=1)).mean()
