# about: counts the exchanges that sorting takes
# text: ranking is a dict's keys in order; agreement from the number of inversions
def ranking(scores):
    ordered = dict(sorted(scores.items(), key=lambda item: item[1], reverse=True))
    return ordered.keys()


def agreement(estimates, happened):
    place = {name: number for number, name in enumerate(ranking(happened))}
    order = [place[name] for name in ranking(estimates)]
    n, exchanges = len(order), 0
    for end in range(n - 1, 0, -1):
        for k in range(end):
            if order[k] > order[k + 1]:
                order[k], order[k + 1] = order[k + 1], order[k]
                exchanges += 1
    pairs = n * (n - 1) // 2
    return 1 - exchanges / pairs
