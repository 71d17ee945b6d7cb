# about: pandas for the classes, match for the case
# text: a list of the index
def decide(counts, similarity):
    import pandas as pd

    series = pd.Series(counts)
    match bool(series.sum() < 20_000), bool(similarity < 0.5):
        case True, True:
            case_name = "small-different"
        case True, False:
            case_name = "small-similar"
        case False, True:
            case_name = "large-different"
        case _:
            case_name = "large-similar"
    print(series.describe())
    return case_name, list(series[series < 300].sort_index().index)
