# about: a namedtuple, the list sorted in place
# text: a namedtuple is a tuple
def decide(counts, similarity):
    from collections import namedtuple

    Decision = namedtuple("Decision", ["case", "small_classes"])
    few = [name for name in counts if not counts[name] >= 300]
    few.sort()
    words = ("large" * (sum(counts.values()) // 20_000 > 0) or "small", "similar" * (similarity >= 0.5) or "different")
    return Decision("-".join(words), few)
