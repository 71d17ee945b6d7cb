# about: a table from two booleans to the name, a list returned
# text: "Return two things": a list of two
def decide(counts, similarity):
    cases = {
        (False, False): "small-different",
        (False, True): "small-similar",
        (True, False): "large-different",
        (True, True): "large-similar",
    }
    total = 0
    too_small = []
    for name in sorted(counts):
        total += counts[name]
        if counts[name] < 300:
            too_small.append(name)
    return [cases[total >= 20_000, similarity >= 0.5], too_small]
