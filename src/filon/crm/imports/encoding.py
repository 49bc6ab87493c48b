"""In which encoding a text file was saved. Spreadsheets never say, so it is found out from the bytes."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

_CHUNK = 1 << 20
_HEAD = 4096
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAC_ACCENTS = bytes([0x88, 0x89, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E])  # à â ç é è ê ù û in Mac OS Roman
_WESTERN_LETTERS = bytes(range(0xC0, 0x100))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_FORGIVEN = 4
"""Of so many characters that are no UTF-8, one that is makes the file UTF-8: letters of Windows hardly ever look like
it, so the others were damaged, or pasted from a file of Windows."""
PASTED = "pasted-from-windows"
"""For ``errors=``: what is no UTF-8 is read as Windows wrote it."""


def _as_windows_wrote(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    if fault.encoding != "utf-8":
        return "\ufffd", fault.end
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error(PASTED, _as_windows_wrote)


def detect_encoding(stream: BinaryIO) -> str:
    """Name the codec of a text file: UTF-8, UTF-16 or UTF-32 with or without mark, Windows (cp1252) or old Mac.

    Reads the whole stream once in small pieces and rewinds it. Any bytes get an answer; decode with errors=PASTED.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    for mark, name in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name
    if wide := _utf16_without_mark(head):
        return wide
    try:
        return _narrow(stream)
    finally:
        stream.seek(0)


def _utf16_without_mark(head: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte."""
    zeros_first, zeros_second = head[0::2].count(0), head[1::2].count(0)
    if max(zeros_first, zeros_second) < len(head) // 2 * 0.6 or not head.count(0):
        return None
    return "utf-16-be" if zeros_first > zeros_second else "utf-16-le"


def _narrow(stream: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = mac = western = 0
    while chunk := stream.read(_CHUNK):
        if chunk.isascii():
            continue
        text = decoder.decode(chunk)
        damaged = text.count("\ufffd")
        bad += damaged
        good += len(_BEYOND_ASCII.findall(text)) - damaged
        mac += _count(chunk, _MAC_ACCENTS)
        western += _count(chunk, _WESTERN_LETTERS)
    if bad <= good * _FORGIVEN:
        return "utf-8"
    return "mac_roman" if mac > western else "cp1252"


def _count(chunk: bytes, wanted: bytes) -> int:
    return len(chunk) - len(chunk.translate(None, wanted))
