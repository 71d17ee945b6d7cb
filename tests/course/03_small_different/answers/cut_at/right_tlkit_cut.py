# about: takes the library's function; a lambda in place of a def
# text: nothing forbids tlkit.cut, which takes a name or an index
cut_at = lambda backbone, layer: tlkit.cut(backbone, layer)
