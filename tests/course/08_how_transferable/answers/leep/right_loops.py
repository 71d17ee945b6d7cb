# about: loops over pictures and classes, pure Python
def leep(probabilities, labels):
    import math

    n, old = len(probabilities), len(probabilities[0])
    new = int(max(labels)) + 1
    joint = [[0.0] * old for _ in range(new)]
    for theta, y in zip(probabilities, labels):
        for z in range(old):
            joint[int(y)][z] += float(theta[z]) / n
    marginal = [sum(joint[y][z] for y in range(new)) for z in range(old)]
    total = 0.0
    for theta, y in zip(probabilities, labels):
        expected = sum(joint[int(y)][z] / marginal[z] * float(theta[z]) for z in range(old))
        total += math.log(expected)
    return total / n
