# about: forgets .jpeg
# says: the last folder is the class
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix.lower() in (".png", ".jpg") and not path.name.startswith("."):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
