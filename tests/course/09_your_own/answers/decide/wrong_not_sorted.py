# about: in the order of the dict
# says: the names of the classes with fewer than
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", [name for name, count in counts.items() if count < 300]
