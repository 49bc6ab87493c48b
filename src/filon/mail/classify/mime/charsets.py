"""Bytes to text, whatever the label on them says."""

from __future__ import annotations

import codecs

# Labels seen in mail that Python does not know, or that mean more than they say (WHATWG encoding labels).
_ALIASES = {
    "": "utf-8",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "unknown": "utf-8",
    "unknown-8bit": "utf-8",
    "x-unknown": "utf-8",
    "8bit": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def codec_of(label: str) -> str:
    """The codec for a charset label, or "" when nothing known answers to it; binary codecs are not charsets."""
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return name if getattr(info, "_is_text_encoding", True) else ""


def decode(data: bytes, label: str = "") -> str:
    """The text of `data`: by its byte order mark, else its label, else as UTF-8, else as Windows-1252."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace").replace("\x00", "")
    codec = codec_of(label)
    return _tried(data, codec).replace("\x00", "")


def _tried(data: bytes, codec: str) -> str:
    for candidate in (codec, "utf-8", "cp1252"):
        if not candidate:
            continue
        try:
            return data.decode(candidate)
        except (UnicodeError, ValueError):
            continue
    return data.decode("latin-1")
