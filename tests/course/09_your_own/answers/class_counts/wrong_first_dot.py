# about: what follows the first dot is the ending
# says: only .png, .jpg and .jpeg at the end count
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        pieces = path.name.split(".")
        if pieces[0] and len(pieces) > 1 and pieces[1].lower() in ("png", "jpg", "jpeg"):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
