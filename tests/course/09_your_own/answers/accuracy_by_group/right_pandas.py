# about: pandas groupby
def accuracy_by_group(right_names, said_names, groups):
    import pandas as pd

    table = pd.DataFrame({"right": list(right_names), "said": list(said_names), "group": list(groups)})
    return (table["right"] == table["said"]).groupby(table["group"]).mean().to_dict()
