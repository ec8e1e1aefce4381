"""Makes of a stranger's file one of our own: a program apart, with no keys and little room.

`python -m anju.documents.materials.wash JPEG` reads `given` in the folder it stands in, writes
`clean`, `page-1.jpg`… and `told.json` beside it, and knows neither database nor settings. What
falls over a crafted file falls here. (Security G1 to G3.)
"""
