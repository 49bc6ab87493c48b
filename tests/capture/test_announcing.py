"""Who is told of a visit."""

from __future__ import annotations

from tests.capture.visiting import followed, see, sent, ticket_for
from tests.factories import make_member
from tests.notices.telling import told

from filon.mail.models import Mailbox
from filon.notices.models import Notice
from filon.tenants.models import Workspace


def test_a_visit_is_told_once_a_session_to_the_sender_of_the_mail_that_led_there(workspace: Workspace) -> None:
    followed(workspace)
    mail = sent()
    lea, tom = make_member(workspace), make_member(workspace)
    Mailbox.objects.filter(id=mail.mailbox_id).update(owner=lea.user_id)
    ticket = ticket_for(mail)
    for path in ("/offre", "/tarifs"):
        see(ticket, path)
    assert (told(lea), told(tom)) == ([("site.visited", True, "")], [])
    assert Notice.objects.get().company_id == mail.company_id


def test_a_visit_that_nobodys_mail_led_to_is_told_to_nobody(workspace: Workspace) -> None:
    followed(workspace)
    see(ticket_for(sent()))
    assert not Notice.objects.exists()
