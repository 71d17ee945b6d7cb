# about: takes the number for a distance
# says: pictures are few, and wolves are like dogs
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity <= 0.5 else "different"
    return f"{size}-{kind}", sorted(name for name, count in counts.items() if count < 300)
