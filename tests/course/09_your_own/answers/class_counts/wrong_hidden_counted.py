# about: hidden files count
# says: only .png, .jpg and .jpeg at the end count, in large letters, too; hidden
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
