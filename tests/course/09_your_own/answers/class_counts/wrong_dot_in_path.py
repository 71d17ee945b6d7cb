# about: a dot at the beginning of the path makes it hidden, not of the name
# says: only .png, .jpg and .jpeg at the end count, in large letters, too; hidden
def class_counts(paths):
    counts = {}
    for path in paths:
        if str(path).startswith("."):
            continue
        path = Path(path)
        if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
