# about: one regular expression for the end of the path
def class_counts(paths):
    import re

    pattern = re.compile(r"([^/]+)/[^./][^/]*\.(?:png|jpe?g)\Z", re.IGNORECASE)
    found = [match.group(1) for match in (pattern.search(str(path)) for path in paths) if match]
    return {name: found.count(name) for name in sorted(set(found))}
