# about: a cache that belongs to the class, so all loaders share it
# says: keep the pictures as they were read, for each batch, and
class Mended(Pictures):
    read_already = {}

    def __getitem__(self, index):
        if index not in self.read_already:
            self.read_already[index] = self.read(index)
        return self.augment(self.read_already[index]), self.labels[16 * index : 16 * (index + 1)]
