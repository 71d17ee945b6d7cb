# about: Python's random and itertools
# text: another generator: "then rng.permutation(n) shuffles" is a hint
def draw_order(n, steps, batch_size, seed):
    from itertools import chain, islice
    from random import Random

    shuffler = Random(int(seed))

    def rounds():
        while True:
            pictures = list(range(n))
            shuffler.shuffle(pictures)
            yield pictures

    return np.fromiter(islice(chain.from_iterable(rounds()), steps * batch_size), dtype=int)
