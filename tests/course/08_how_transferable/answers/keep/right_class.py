# about: a class that walks the layers with an iterator
# text: in place, by way of a small class
class Keeper:
    def __init__(self, donor, model):
        self.steps = zip(donor.layers, model.layers)
        self.current = next(self.steps)

    def forward(self):
        """Return the pairs of the next layer with a kernel and of all that goes with it."""
        while not hasattr(self.current[1], "kernel"):
            self.current = next(self.steps)
        pairs = [self.current]
        for self.current in self.steps:
            if hasattr(self.current[1], "kernel"):
                return pairs
            pairs.append(self.current)
        return []  # the last one is never kept


def keep(donor, model, n, fine_tune):
    keeper = Keeper(donor, model)
    for _ in range(n):
        for theirs, mine in keeper.forward():
            mine.set_weights(theirs.get_weights())
            mine.trainable = bool(fine_tune)
