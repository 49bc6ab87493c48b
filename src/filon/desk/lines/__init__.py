"""The lines of Aujourd'hui: what to do, told from the rows of the rooms below. No query in here."""

from filon.desk.lines.line import Gesture, Line, minutes, ordered

__all__ = ["Gesture", "Line", "minutes", "ordered"]
