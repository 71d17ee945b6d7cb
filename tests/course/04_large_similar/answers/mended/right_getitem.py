# about: keeps what was read, augments on the way out
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        return self.augment(self.kept[index]), self.labels[16 * index : 16 * (index + 1)]
