# about: sorted by the number of pictures
# says: the names of the classes with fewer than
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", sorted((name for name in counts if counts[name] < 300), key=counts.get)
