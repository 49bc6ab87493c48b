"""The forms in which people answer: what their mail program writes around a few words."""

from __future__ import annotations

from collections.abc import Callable

from ..build import SUBJECT, answer, html, multipart, part

OURS = (
    "Bonjour,\n\nNous entretenons les fours industriels de votre région. Avez-vous dix minutes jeudi ?\n\n"
    "Camille Roux\nAtelier Nord\n\nVous ne souhaitez plus recevoir nos messages ? Se désinscrire : "
    "https://atelier-nord.example/u/k3"
)
SIGNATURE = (
    "\n\n--\nJeanne Martin\nDirectrice industrielle - Fonderie Sud\nTél. 05 36 49 10 20 | www.fonderie-sud.example"
)
NOTICE = (
    "\n\nCe message et ses pièces jointes sont confidentiels. Si vous l'avez reçu par erreur, merci de le supprimer "
    "et d'en avertir l'expéditeur. Toute diffusion est interdite."
)
MARKED = "\n".join(f"> {line}".rstrip() for line in OURS.splitlines())


def dressed(line: str, *, turn: int) -> bytes:
    """The message of one line, in the form whose turn it is."""
    subject, cut, body = line.partition(" » ")
    if not cut:
        subject, body = f"Re: {SUBJECT}", line
    text = body.strip().replace("|", "\n")
    return FORMS[turn % len(FORMS)](text, subject)


def bare(text: str, subject: str) -> bytes:
    return answer(text, subject=subject)


def gmail(text: str, subject: str) -> bytes:
    quoted = (
        f"{text}\n\nLe lun. 16 nov. 2026 à 09:00, Camille Roux <camille@atelier-nord.example> a\nécrit :\n\n{MARKED}\n"
    )
    return answer(quoted, subject=subject, cte="base64")


def outlook(text: str, subject: str) -> bytes:
    history = (
        f"\n\nDe : Camille Roux <camille@atelier-nord.example>\nEnvoyé : lundi 16 novembre 2026 09:00\n"
        f"À : Jeanne Martin <j.martin@fonderie-sud.example>\nObjet : {SUBJECT}\n\n{OURS}\n"
    )
    return answer(text + SIGNATURE.replace("--\n", "") + history, subject=subject, charset="iso-8859-15", cte="8bit")


def outlook_html(text: str, subject: str) -> bytes:
    history = (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal><b>De :</b> Camille Roux '
        f"<br><b>Envoyé :</b> lundi 16 novembre 2026 09:00<br><b>Objet :</b> {SUBJECT}</p></div>{_paragraphs(OURS)}"
    )
    style = "<style><!-- p.MsoNormal {margin:0cm} --></style>"
    return html(
        f"<html><head>{style}</head><body>{_paragraphs(text + SIGNATURE)}{history}</body></html>", subject=subject
    )


def gmail_html(text: str, subject: str) -> bytes:
    history = (
        '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le lun. 16 nov. 2026 à 09:00, Camille Roux '
        f'a écrit :<br></div><blockquote class="gmail_quote">{_paragraphs(OURS)}</blockquote></div>'
    )
    return html(f'<div dir="ltr">{_paragraphs(text)}</div>{history}', subject=subject)


def phone(text: str, subject: str) -> bytes:
    history = (
        "\n\nEnvoyé de mon iPhone\n\n> Le 16 nov. 2026 à 09:00, Camille Roux <camille@atelier-nord.example> "
        f"a écrit :\n> \n{MARKED}\n"
    )
    return answer(text + history, subject=subject)


def notice(text: str, subject: str) -> bytes:
    return answer(text + SIGNATURE + NOTICE, subject=subject, charset="windows-1252")


def thunderbird(text: str, subject: str) -> bytes:
    return answer(f"Le 16/11/2026 à 09:00, Camille Roux a écrit :\n{MARKED}\n\n{text}\n", subject=subject)


def wide(text: str, subject: str) -> bytes:
    return answer(text + SIGNATURE, subject=subject, charset="utf-16", cte="base64")


def mixed(text: str, subject: str) -> bytes:
    picture = part(b"iVBORw0KGgo=\n", "image/png", Content_Transfer_Encoding="base64")
    head = answer("", subject=subject).split(b"MIME-Version")[0]
    both = multipart([part(text), part(_paragraphs(text), "text/html")], kind="multipart/alternative", boundary="=_in")
    inner = both.partition(b"MIME-Version: 1.0\n")[2]
    return head + multipart([inner, picture], kind="multipart/related", boundary="=_out")


def _paragraphs(text: str) -> str:
    return "".join(f"<p class=MsoNormal>{line or '&nbsp;'}</p>\n" for line in text.split("\n"))


FORMS: tuple[Callable[[str, str], bytes], ...] = (
    bare,
    gmail,
    outlook,
    outlook_html,
    gmail_html,
    phone,
    notice,
    thunderbird,
    wide,
    mixed,
    bare,
)
