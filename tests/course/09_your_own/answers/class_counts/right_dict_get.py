# about: a plain loop with dict.get
def class_counts(paths):
    counts = {}
    for path in paths:
        name = Path(path).name
        if name.startswith("."):
            continue
        if not name.lower().endswith((".png", ".jpg", ".jpeg")):
            continue
        folder = Path(path).parent.name
        counts[folder] = counts.get(folder, 0) + 1
    return counts
