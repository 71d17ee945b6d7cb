# about: plain conditions, a tuple
def decide(counts, similarity):
    """Return the name of the case, and a sorted list of the classes below 300 pictures."""
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count < 300)
