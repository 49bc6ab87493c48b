"""Does a mailbox work? One step after the other, so that the one that fails says what to mend."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.mail.imap import ImapFailure, ImapReader, ImapSettings
from filon.mail.imap import Reason as ImapReason
from filon.mail.models import Mailbox
from filon.mail.smtp import NotSent, Phase, Rejected, SmtpSettings, TimeLimits
from filon.mail.smtp import Reason as SmtpReason
from filon.mail.smtp.opening import Opened, open_connection
from filon.mail.smtp.wire import WireBroken
from filon.mail.states import Trouble

PATIENCE_S = 25.0
"""A person waits for the answer: beyond, the server is said to be too slow."""

_LIMITS = TimeLimits(connect=6.0, greeting=6.0, command=8.0)


@dataclass(frozen=True)
class Step:
    """``trouble`` is set when it failed; ``said`` are the words of the server."""

    name: str | Promise
    sentence: str | Promise
    trouble: Trouble | None = None
    said: str = ""

    @property
    def ok(self) -> bool:
        return self.trouble is None


@dataclass(frozen=True)
class Report:
    """The steps that were tried, in order; after a failure of sending or reading, its later steps are not."""

    steps: tuple[Step, ...]

    @property
    def failed(self) -> Step | None:
        return next((step for step in self.steps if not step.ok), None)


def check(mailbox: Mailbox, *, within: float = PATIENCE_S) -> Report:
    """Resolve, connect, encrypt, sign in, ask for the right to send; then sign in to IMAP and list the folders.

    Sending and reading are tried side by side. Nothing is sent, nothing raises; at most ``within`` seconds.
    """
    parts: list[Callable[[], list[Step]]] = [lambda: list(_sending(mailbox))]
    if mailbox.imap_host:
        parts.append(lambda: list(_reading(mailbox)))
    pool = ThreadPoolExecutor(len(parts), thread_name_prefix="mailbox-check")
    tried = [pool.submit(part) for part in parts]
    pool.shutdown(wait=False)
    steps: list[Step] = []
    for name, future in zip((_("Envoi"), _("Lecture")), tried, strict=False):
        try:
            steps += future.result(timeout=within)
        except TooLong:
            steps.append(Step(name, _("Le serveur ne répond pas à temps."), Trouble.CONNECTION))
    return Report(tuple(steps))


def _sending(mailbox: Mailbox) -> Iterator[Step]:
    if not (found := _resolves(mailbox.smtp_host, _("Serveur d’envoi"))).ok:
        yield found
        return
    yield found
    settings = SmtpSettings(
        host=mailbox.smtp_host,
        port=mailbox.smtp_port,
        security=mailbox.smtp_security,  # type: ignore[arg-type]  # the choices of the column are those words
        user=mailbox.smtp_user,
        password=mailbox.smtp_password,
        limits=_LIMITS,
    )
    opened = open_connection(settings)
    if not isinstance(opened, Opened):
        yield _smtp_fault(opened)
        return
    yield Step(_("Connexion pour envoyer"), _("Connecté et identifié."))
    try:
        yield _may_send(opened, mailbox.email)
    finally:
        opened.wire.close()


def _may_send(opened: Opened, sender: str) -> Step:
    """Ask for the right to send as this address, and take the question back."""
    name = _("Droit d’envoyer")
    try:
        opened.wire.write(f"MAIL FROM:<{sender}>\r\n".encode("ascii"), within=_LIMITS.command)
        reply = opened.wire.read_reply(within=_LIMITS.command)
        opened.wire.write(b"RSET\r\nQUIT\r\n", within=_LIMITS.goodbye)
    except (WireBroken, UnicodeError) as broken:
        return Step(name, _("Le serveur a coupé la connexion."), Trouble.CONNECTION, str(broken))
    if reply.ok:
        return Step(name, _("Le serveur accepte d’envoyer au nom de %(email)s.") % {"email": sender})
    refused = _("Le serveur n’accepte pas d’envoyer au nom de %(email)s.") % {"email": sender}
    return Step(name, refused, Trouble.SENDER, str(reply))


def _smtp_fault(fault: NotSent | Rejected) -> Step:
    if isinstance(fault, Rejected):
        said = f"{fault.code} {fault.enhanced} {fault.text}".replace("  ", " ")
        if fault.phase is Phase.AUTH:
            wrong = _("Le serveur refuse l’identifiant ou le mot de passe.")
            return Step(_("Identification pour envoyer"), wrong, Trouble.AUTH, said)
        refused = _("Le serveur n’accepte pas que cette boîte envoie.")
        return Step(_("Droit d’envoyer"), refused, Trouble.SENDER, said)
    name, sentence, trouble = _SMTP.get(fault.reason, _SMTP[SmtpReason.LOST])
    return Step(name, sentence, trouble, fault.detail)


Fault = tuple[Promise, Promise, Trouble]

_SMTP: dict[SmtpReason, Fault] = {
    SmtpReason.UNREACHABLE: (
        gettext_lazy("Connexion pour envoyer"),
        gettext_lazy("Personne ne répond à cette adresse et à ce port."),
        Trouble.CONNECTION,
    ),
    SmtpReason.TIMEOUT: (
        gettext_lazy("Connexion pour envoyer"),
        gettext_lazy("Le serveur ne répond pas à temps : vérifiez le port."),
        Trouble.CONNECTION,
    ),
    SmtpReason.TLS_FAILED: (
        gettext_lazy("Chiffrement de l’envoi"),
        gettext_lazy("La connexion chiffrée échoue : vérifiez le port et la sécurité."),
        Trouble.SECURITY,
    ),
    SmtpReason.TLS_MISSING: (
        gettext_lazy("Chiffrement de l’envoi"),
        gettext_lazy("Ce serveur ne sait pas chiffrer sur ce port."),
        Trouble.SECURITY,
    ),
    SmtpReason.NOT_LOOPBACK: (
        gettext_lazy("Chiffrement de l’envoi"),
        gettext_lazy("Sans chiffrement, seul un serveur de la même machine est accepté."),
        Trouble.SECURITY,
    ),
    SmtpReason.AUTH_MISSING: (
        gettext_lazy("Identification pour envoyer"),
        gettext_lazy("Le serveur ne propose aucune identification connue."),
        Trouble.AUTH,
    ),
    SmtpReason.LOST: (
        gettext_lazy("Connexion pour envoyer"),
        gettext_lazy("Le serveur a coupé la connexion."),
        Trouble.CONNECTION,
    ),
    SmtpReason.GARBAGE: (
        gettext_lazy("Connexion pour envoyer"),
        gettext_lazy("Ce qui répond sur ce port n’est pas un serveur d’envoi."),
        Trouble.CONNECTION,
    ),
}


def _reading(mailbox: Mailbox) -> Iterator[Step]:
    if not (found := _resolves(mailbox.imap_host, _("Serveur de lecture"))).ok:
        yield found
        return
    yield found
    settings = ImapSettings(
        host=mailbox.imap_host,
        port=mailbox.imap_port,
        security=mailbox.imap_security,  # type: ignore[arg-type]  # the choices of the column are those words
        user=mailbox.imap_user,
        password=mailbox.imap_password,
        timeout=8.0,
    )
    try:
        with ImapReader(settings) as reader:
            yield Step(_("Connexion pour lire"), _("Connecté et identifié."))
            folders = reader.folders()
    except ImapFailure as fault:
        yield _imap_fault(fault)
        return
    listed = ", ".join(folder.name for folder in folders)
    if listed:
        yield Step(_("Dossiers"), _("Dossiers trouvés : %(folders)s") % {"folders": listed})
    else:
        yield Step(_("Dossiers"), _("Aucun dossier de réception n’a été trouvé."), Trouble.CONNECTION)


def _imap_fault(fault: ImapFailure) -> Step:
    name, sentence, trouble = _IMAP.get(fault.reason, _IMAP[ImapReason.LOST])
    return Step(name, sentence, trouble, fault.detail)


_IMAP: dict[ImapReason, Fault] = {
    ImapReason.UNREACHABLE: (
        gettext_lazy("Connexion pour lire"),
        gettext_lazy("Personne ne répond à cette adresse et à ce port."),
        Trouble.CONNECTION,
    ),
    ImapReason.TIMEOUT: (
        gettext_lazy("Connexion pour lire"),
        gettext_lazy("Le serveur ne répond pas à temps : vérifiez le port."),
        Trouble.CONNECTION,
    ),
    ImapReason.TLS_FAILED: (
        gettext_lazy("Chiffrement de la lecture"),
        gettext_lazy("La connexion chiffrée échoue : vérifiez le port et la sécurité."),
        Trouble.SECURITY,
    ),
    ImapReason.NOT_LOOPBACK: (
        gettext_lazy("Chiffrement de la lecture"),
        gettext_lazy("Sans chiffrement, seul un serveur de la même machine est accepté."),
        Trouble.SECURITY,
    ),
    ImapReason.SIGN_IN: (
        gettext_lazy("Identification pour lire"),
        gettext_lazy("Le serveur refuse l’identifiant ou le mot de passe."),
        Trouble.AUTH,
    ),
    ImapReason.BUSY: (
        gettext_lazy("Connexion pour lire"),
        gettext_lazy("Trop de connexions sont ouvertes sur cette boîte. Réessayez dans une minute."),
        Trouble.CONNECTION,
    ),
    ImapReason.LOST: (
        gettext_lazy("Connexion pour lire"),
        gettext_lazy("Le serveur a coupé la connexion."),
        Trouble.CONNECTION,
    ),
}


def _resolves(host: str, name: str) -> Step:
    """Whether the name of the server is known to the DNS."""
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        unknown = _("Le nom %(host)s n’existe pas : vérifiez l’orthographe.") % {"host": host}
        return Step(name, unknown, Trouble.CONNECTION)
    return Step(name, _("%(host)s existe.") % {"host": host})
