# about: len(counts) in place of their sum
# says: pictures are large, a similarity of
def decide(counts, similarity):
    size = "large" if len(counts) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count < 300)
