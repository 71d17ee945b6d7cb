# about: returns all labels with each batch
# says: first the pictures, then the labels of the same batch
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            self.kept[index] = self.read(index)
        return self.augment(self.kept[index]), self.labels
