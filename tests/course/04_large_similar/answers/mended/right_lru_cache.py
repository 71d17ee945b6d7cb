# about: functools.cache around read
class Mended(Pictures):
    def __init__(self, read, labels, augment):
        from functools import cache
        super().__init__(cache(read), labels, augment)

    def __getitem__(self, index):
        return self.augment(self.read(index)), self.labels[index * 16 :][:16]
