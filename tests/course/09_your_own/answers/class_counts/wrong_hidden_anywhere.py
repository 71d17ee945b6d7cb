# about: "/." or a dot before any part of the path makes it hidden, also "./mine" or a hidden folder above
# says: the last folder is the class
def class_counts(paths):
    counts = {}
    for path in paths:
        if any(part.startswith(".") for part in str(path).split("/")):
            continue
        path = Path(path)
        if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
