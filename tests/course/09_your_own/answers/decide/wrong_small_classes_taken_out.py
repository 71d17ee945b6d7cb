# about: leaves small classes out of the sum
# says: pictures in all are large
def decide(counts, similarity):
    few = sorted(name for name, count in counts.items() if count < 300)
    total = sum(count for name, count in counts.items() if name not in few)
    size = "large" if total >= 20_000 else "small"
    return f"{size}-{'similar' if similarity >= 0.5 else 'different'}", few
