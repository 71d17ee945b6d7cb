# about: only the number of all pictures for every class
# says: only .png, .jpg and .jpeg at the end count, in large letters, too; hidden
def class_counts(paths):
    pictures = [
        path for path in map(Path, paths)
        if path.suffix.lower() in (".png", ".jpg", ".jpeg") and not path.name.startswith(".")
    ]
    return {path.parent.name: len(pictures) for path in pictures}
