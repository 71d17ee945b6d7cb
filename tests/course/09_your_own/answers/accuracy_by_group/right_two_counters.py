# about: two Counters, exact fractions
# text: a Fraction is a number
def accuracy_by_group(right_names, said_names, groups):
    from collections import Counter
    from fractions import Fraction

    rows = list(zip(right_names, said_names, groups))
    total = Counter(g for _, _, g in rows)
    hits = Counter(g for r, s, g in rows if str(r) == str(s))
    return {g: Fraction(hits[g], total[g]) for g in total}
