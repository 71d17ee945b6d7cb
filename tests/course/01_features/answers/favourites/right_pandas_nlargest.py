# about: pandas: nlargest on a Series, as int32
def favourites(maps, filter, count):
    import pandas as pd
    answers = pd.Series(np.asarray(maps)[..., filter].max(axis=1).max(axis=1))
    return answers.nlargest(count).index.to_numpy().astype("int32")
