"""Short mails as people write them: each line of `texts/<kind>.txt` is the whole text of an answer."""

from __future__ import annotations

from pathlib import Path

from .build import Case, answer, case, plain

TEXTS = Path(__file__).parent / "texts"
ASK_FOR_PROOF = {
    "Message en attente": (
        "Bonjour, afin de lutter contre le spam, votre message a été placé en attente. Cliquez sur ce "
        "lien pour prouver que vous n'êtes pas un robot : https://f.example/x"
    ),
    "Votre email à j.martin est en attente de validation": (
        "Pour valider votre email, merci de cliquer : https://f.example/x. Cette opération n'est à "
        "effectuer qu'une seule fois."
    ),
    "Anti-spam : confirmez votre identité": (
        "Ceci est votre premier message à j.martin@fonderie-sud.example. Confirmez votre adresse "
        "d'expéditeur en répondant à ce message."
    ),
    "Please confirm your message": (
        "Your message to Jeanne was received but is being held because your address is not recognized. "
        "Reply to this email to have it delivered."
    ),
    "Sender verification": "I use SpamArrest to stop spam. Click https://s.example to be added to approved senders.",
    "Sie müssen Ihre E-Mail bestätigen": (
        "Ihre Nachricht an Jeanne wurde zurückgehalten. Klicken Sie hier, um zu bestätigen, dass Sie ein "
        "Mensch sind: https://f.example"
    ),
    "Confirmación requerida": (
        "Su correo necesita verificación. Haga clic en el siguiente enlace para demostrar que no es un "
        "robot: https://f.example"
    ),
    "Action requise : débloquez votre message": (
        "Jeanne Martin protège sa messagerie. Validez votre email en un clic : https://f.example/a"
    ),
}


def _lines() -> tuple[Case, ...]:
    return tuple(
        case(f"line_{path.stem}_{number}", answer(line), path.stem)
        for path in sorted(TEXTS.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    )


CASES: tuple[Case, ...] = (
    *_lines(),
    *(case(f"proof_{subject}", plain(body, subject=subject), "challenge") for subject, body in ASK_FOR_PROOF.items()),
)
