# about: the pair the wrong way round
# says: first the pictures, then the labels of the same batch
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        return self.labels[16 * index : 16 * (index + 1)], self.augment(self.kept[index])
