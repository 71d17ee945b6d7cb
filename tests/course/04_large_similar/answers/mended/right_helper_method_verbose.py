# about: a method of its own for reading, with setdefault-like logic and a print
class Mended(Pictures):
    """The same loader, with the augmentation after the cache."""

    def raw(self, index):
        if self.kept.get(index) is None:
            print("reading batch", index)
            self.kept[index] = self.read(index)
        return self.kept[index]

    def __getitem__(self, index):
        images = self.augment(self.raw(index))
        labels = self.labels[16 * index : 16 * (index + 1)]
        return images, labels
