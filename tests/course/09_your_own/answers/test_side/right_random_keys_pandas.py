# about: pandas: a random key for each group, cumulative share
def test_side(groups, seed=0):
    import pandas as pd

    series = pd.Series(list(groups))
    sizes = series.value_counts().sort_index()
    sizes = sizes.sample(frac=1, random_state=seed)
    share = sizes.cumsum() / len(series)
    tested = share.index[share.shift(fill_value=0) < 0.22]
    return series.isin(tested).to_numpy()
