# about: sums by hand, squares compared in place of roots
def verdict(pretrained, random):
    k, total = 0, 0.0
    differences = []
    for a, b in zip(pretrained, random):
        differences.append(a - b)
        total += a - b
        k += 1
    mean = total / k
    squares = 0.0
    for d in differences:
        squares += (d - mean) ** 2
    standard_error = (squares / (k - 1)) ** 0.5 / k**0.5
    answer = "open"
    if abs(mean) > 2 * standard_error:
        answer = "pretrained" if mean > 0 else "random"
    return answer
