# about: empties the cache at the end of each epoch
# says: Each should be read once, and kept
class Mended(Pictures):
    def on_epoch_end(self):
        self.kept = {}

    def __getitem__(self, index):
        if index in self.kept:
            self.kept.clear()
        return super().__getitem__(index)
