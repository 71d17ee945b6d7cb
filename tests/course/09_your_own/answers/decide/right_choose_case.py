# about: tlkit.choose_case names the case
# text: "`tlkit.choose_case` decides by the same lines"
def decide(counts, similarity):
    choice = tlkit.choose_case(sum(counts.values()), float(similarity))
    return choice.name, sorted(filter(lambda name: counts[name] < 300, counts))
