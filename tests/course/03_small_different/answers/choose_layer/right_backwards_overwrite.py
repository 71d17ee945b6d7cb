# about: goes backwards through the items and keeps the last one that fits
# text: the way is free; a tiny tolerance decides a tie at the border in favour of "at most"
def choose_layer(valid_accuracies, n):
    import math
    best = max(valid_accuracies.values())
    margin = math.sqrt(max(best * (1 - best), 0) / n) + 1e-12
    chosen = None
    for name, value in reversed(valid_accuracies.items()):
        if best - value <= margin:
            chosen = name
    return chosen
