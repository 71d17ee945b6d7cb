# about: the verdict looked up by a sign, a NumPy string
# text: a NumPy string equals the Python one
def verdict(pretrained, random):
    d = np.subtract(pretrained, random)
    s = np.sqrt(np.var(d, ddof=1) / d.size)
    names = np.array(["open", "pretrained", "random"])
    return names[int(d.mean() > 2 * s) - int(d.mean() < -2 * s)]
