# about: no cache at all
# says: Each should be read once, and kept
class Mended(Pictures):
    def __getitem__(self, index):
        return self.augment(self.read(index)), self.labels[16 * index : 16 * (index + 1)]
