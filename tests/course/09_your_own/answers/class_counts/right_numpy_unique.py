# about: np.unique counts, NumPy integers as numbers
# text: NumPy strings and integers in the dict
def class_counts(paths):
    import os

    folders = []
    for path in paths:
        folder, name = os.path.split(path)
        if name[0] != "." and os.path.splitext(name)[1].casefold() in [".png", ".jpg", ".jpeg"]:
            folders.append(os.path.basename(folder))
    names, numbers = np.unique(np.array(folders, dtype=str), return_counts=True)
    return dict(zip(names, numbers))
