# about: the whole path of the folder is the key
# says: the last folder is the class
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg") and not path.name.startswith("."):
            counts[str(path.parent)] = counts.get(str(path.parent), 0) + 1
    return counts
