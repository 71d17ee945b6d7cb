# about: pathlib and Counter
# text: a Counter is a dict
def class_counts(paths):
    """Return how many pictures each class has: a dict from class name to number."""
    from collections import Counter

    files = [Path(path) for path in paths]
    return Counter(
        file.parent.name
        for file in files
        if file.suffix.lower() in {".png", ".jpg", ".jpeg"} and not file.name.startswith(".")
    )
