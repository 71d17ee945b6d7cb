# about: hidden files count
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
