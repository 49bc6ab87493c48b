"""The company's sheet as a whole. Its page is ``directory.web.sheet``; the rooms between add their parts to it."""
