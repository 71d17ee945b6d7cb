# about: strings only: split at the slashes, defaultdict
# text: a defaultdict
def class_counts(paths):
    from collections import defaultdict

    counts = defaultdict(int)
    for path in map(str, paths):
        *_, folder, name = path.split("/")
        stem, dot, ending = name.rpartition(".")
        if stem and dot and not stem.startswith(".") and ending.lower() in ("png", "jpg", "jpeg"):
            counts[folder] += 1
    return counts
