# about: filter, sort, itertools.groupby
def class_counts(paths):
    from itertools import groupby
    is_picture = lambda p: not p.name.startswith(".") and p.suffix.lower() in (".png", ".jpg", ".jpeg")
    classes = sorted(p.parent.name for p in filter(is_picture, map(Path, paths)))
    return {name: len(list(same)) for name, same in groupby(classes)}
