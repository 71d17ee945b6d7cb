# about: counts all files that are not hidden
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if not path.name.startswith("."):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
