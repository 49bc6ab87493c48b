"""A photo as people upload it, made into a small square image that holds nothing but pixels."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from filon.kernel.errors import Refused

SIDE = 256
"""Pixels of the stored square; it is shown at 28 to 96."""
LARGEST_FILE = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def square(upload: UploadedFile[Any]) -> ContentFile:  # type: ignore[type-arg]  # generic for the type checker only
    """A WebP square of SIDE pixels, cut from the middle and turned upright. Raises Refused (OL-7).

    Decoding and encoding anew leaves out whatever else the file held: position, camera, comments, scripts.
    """
    if (upload.size or 0) > LARGEST_FILE:
        raise Refused(
            _("Cette photo dépasse 8 Mo. Choisissez-en une plus légère."), field="photo", code="photo_too_large"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _opened(upload)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(
            _("Ce fichier n’est pas une photo lisible. Choisissez une image JPEG, PNG, WebP ou GIF."),
            field="photo",
            code="photo_unreadable",
        ) from error
    kept = BytesIO()
    ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS).save(
        kept, "WEBP", quality=85, exif=b"", icc_profile=b""
    )
    return ContentFile(kept.getvalue())


def _opened(upload: UploadedFile[Any]) -> Image.Image:
    picture = Image.open(upload, formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("more pixels than a photo has")
    picture.draft("RGB", (SIDE * 2, SIDE * 2))
    picture.load()
    return picture
