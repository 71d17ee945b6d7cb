# about: the class is the second part of the path
# says: the last folder is the class
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg") and not path.name.startswith("."):
            name = path.parts[1]
            counts[name] = counts.get(name, 0) + 1
    return counts
