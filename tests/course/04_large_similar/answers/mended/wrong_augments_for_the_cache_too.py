# about: calls augment once for the cache's sake and throws it away
# says: Hand it the pictures of a batch together, once each time
class Mended(Pictures):
    def __getitem__(self, index):
        if index not in self.kept:
            images = self.read(index)
            self.augment(images)
            self.kept[index] = images
        return self.augment(self.kept[index]), self.labels[16 * index : 16 * (index + 1)]
