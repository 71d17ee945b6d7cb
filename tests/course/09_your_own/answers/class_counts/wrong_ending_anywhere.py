# about: asks whether ".png" is somewhere in the name
# says: only .png, .jpg and .jpeg at the end count, in large letters, too; hidden
def class_counts(paths):
    counts = {}
    for path in map(Path, paths):
        name = path.name.lower()
        if any(e in name for e in (".png", ".jpg", ".jpeg")) and not name.startswith("."):
            counts[path.parent.name] = counts.get(path.parent.name, 0) + 1
    return counts
