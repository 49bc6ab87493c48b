"""People asked to join. The secret of the link is derived, never stored: the database holds its hash only."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import audit
from filon.tenants.models import Invitation, Member, User, Workspace
from filon.tenants.operations.members import add_member
from filon.tenants.operations.plans import need_a_seat
from filon.tenants.operations.users import NewUser, create_user, login_address
from filon.tenants.queries import members, open_invitations, token_hash
from filon.tenants.states import Role

INVITATION_LASTS = timedelta(days=7)


def token_of(invitation: Invitation) -> str:
    """The secret of the invitation's link; sending it again makes another, because the deadline moves."""
    deadline = invitation.expires_at.timestamp()
    return salted_hmac("filon.invitation", f"{invitation.id}:{deadline}", algorithm="sha256").hexdigest()


def invite(*, workspace: Workspace, email: str, role: str, by: User, at: datetime) -> Invitation:
    """Ask an address to join; the mail leaves after the commit. Raises Refused or Conflict."""
    address = login_address(email)
    if role not in Role.values:
        raise Refused(_("Ce rôle n’existe pas."), field="role", code="role_unknown")
    with transaction.atomic():
        Workspace.objects.select_for_update().get(id=workspace.id)
        if members(workspace).filter(user__email=address).exists():
            raise Conflict(_("Cette personne fait déjà partie de l’espace."), field="email", code="already_member")
        if open_invitations(workspace, now=at).filter(email=address).exists():
            raise Conflict(
                _("Cette adresse est déjà invitée : renvoyez l’invitation si elle s’est perdue."),
                field="email",
                code="already_invited",
            )
        need_a_seat(workspace, at=at, invited=True)
        invitation = Invitation(workspace=workspace, email=address, role=role, invited_by=by, created_at=at)
        _renew(invitation, at=at)
        audit.record("invitation.sent", address, at=at, actor=by, role=str(role))
    return invitation


def resend_invitation(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Send it once more with a new link and a new deadline; the old link stops working."""
    with transaction.atomic():
        held = _open(invitation)
        _renew(held, at=at)
        audit.record("invitation.sent_again", held.email, at=at, actor=by)
    return held


def cancel_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Close the link. Raises Conflict when it was used or closed meanwhile."""
    with transaction.atomic():
        held = _open(invitation)
        held.cancelled_at = at
        held.save(update_fields=["cancelled_at"])
        audit.record("invitation.cancelled", held.email, at=at, actor=by)


def accept_invitation(invitation: Invitation, *, user: User, at: datetime) -> Member:
    """The invited person joins. Refused for another account than the invited address: a role is given to a person."""
    if user.email.lower() != invitation.email.lower():
        raise Refused(
            _("Cette invitation est adressée à %(email)s. Déconnectez-vous, puis ouvrez de nouveau le lien.")
            % {"email": invitation.email},
            code="other_account",
        )
    with transaction.atomic(), scope(invitation.workspace_id):
        held = _open(invitation)
        held.accepted_at = at
        held.save(update_fields=["accepted_at"])
        return add_member(workspace=held.workspace, user=user, role=held.role, at=at, by=user)


def accept_as_new(invitation: Invitation, *, person: NewUser, at: datetime) -> Member:
    """The invited person makes the account and joins. The link has proven the address, whatever ``person`` says."""
    with transaction.atomic():
        user = create_user(
            NewUser(
                email=invitation.email,
                password=person.password,
                first_name=person.first_name,
                last_name=person.last_name,
                language=invitation.workspace.language,
                time_zone=invitation.workspace.time_zone,
            )
        )
        return accept_invitation(invitation, user=user, at=at)


def _renew(invitation: Invitation, *, at: datetime) -> None:
    from filon.tenants.jobs import send_invitation  # noqa: PLC0415 the job needs token_of

    invitation.expires_at = at + INVITATION_LASTS
    invitation.token_hash = token_hash(token_of(invitation))
    invitation.save()
    send_invitation.defer(invitation_id=invitation.id)


def _open(invitation: Invitation) -> Invitation:
    held = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("workspace")
        .filter(id=invitation.id, accepted_at=None, cancelled_at=None)
        .first()
    )
    if held is None:
        raise Conflict(_("Cette invitation a déjà servi ou a été annulée."), code="invitation_closed")
    return held
