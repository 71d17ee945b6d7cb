# about: asks for 300 on average
# says: the names of the classes with fewer than
def decide(counts, similarity):
    total = sum(counts.values())
    size = "large" if total >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", sorted(counts) if total / len(counts) < 300 else []
