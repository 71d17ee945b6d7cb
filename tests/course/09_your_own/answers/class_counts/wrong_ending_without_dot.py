# about: ends in "png" without the dot
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.name.lower().endswith(("png", "jpg", "jpeg")) and not path.name.startswith("."):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
