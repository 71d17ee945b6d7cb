# about: a loop over filters, a plain list of floats
# text: "(n,)" does not say that it has to be an array
def filter_answers(patch, kernel, bias):
    answers = []
    for f in range(len(bias)):
        total = float(bias[f]) + float((kernel[..., f] * patch).sum())
        answers.append(total if total > 0 else 0.0)
    return answers
