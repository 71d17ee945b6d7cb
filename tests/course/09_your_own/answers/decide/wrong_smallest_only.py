# about: only the smallest class
# says: the names of the classes with fewer than
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    smallest = min(counts, key=counts.get)
    return f"{size}-{kind}", [smallest] if counts[smallest] < 300 else []
