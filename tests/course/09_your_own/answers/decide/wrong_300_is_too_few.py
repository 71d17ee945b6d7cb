# about: 300 counts as too few
# says: the names of the classes with fewer than
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count <= 300)
