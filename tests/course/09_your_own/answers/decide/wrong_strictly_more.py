# about: large and similar only above the lines
# says: pictures in all are large
def decide(counts, similarity):
    size = "large" if sum(counts.values()) > 20_000 else "small"
    kind = "similar" if similarity > 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count < 300)
