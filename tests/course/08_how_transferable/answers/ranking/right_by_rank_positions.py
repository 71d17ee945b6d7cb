# about: ranks both and compares positions in the rankings; two loops
def ranking(scores):
    pairs = [(number, name) for name, number in scores.items()]
    pairs.sort()
    pairs.reverse()
    return [name for _, name in pairs]


def agreement(estimates, happened):
    first, second = ranking(estimates), ranking(happened)
    agreed = total = 0
    for i in range(len(first)):
        for j in range(i + 1, len(first)):
            total += 1
            if second.index(first[i]) < second.index(first[j]):
                agreed += 1
    return agreed / total
