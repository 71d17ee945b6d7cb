# about: returns the case, prints the classes
# says: Return two things: the case and a list
def decide(counts, similarity):
    size = "large" if sum(counts.values()) >= 20_000 else "small"
    kind = "similar" if similarity >= 0.5 else "different"
    print(sorted(name for name, count in counts.items() if count < 300))
    return f"{size}-{kind}"
