from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from tests.factories import MADE_AT

from filon.billing import queries
from filon.billing.models import CreditEntry
from filon.billing.operations import Movement, debit, grant, refund
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope

pytestmark = pytest.mark.django_db


def movement(amount, reference, **more):
    return Movement(amount=amount, reason="import", reference=reference, **more)


def test_a_st_16_without_metering_debits_are_counted_and_never_refused(workspace):
    assert debit(movement(40, "import:1"), now=MADE_AT)
    assert queries.balance() == -40
    assert queries.available() is None


def test_st_14_a_metered_workspace_cannot_use_more_than_it_has(workspace, settings):
    settings.FILON_CREDITS_METERED = True
    grant(movement(10, "start"), now=MADE_AT)
    with pytest.raises(Refused) as refusal:
        debit(movement(11, "import:1"), now=MADE_AT)
    assert refusal.value.code == "no_credit"
    assert queries.balance() == 10


def test_the_same_reference_is_debited_and_given_back_once(workspace):
    assert debit(movement(5, "import:1"), now=MADE_AT)
    assert not debit(movement(5, "import:1"), now=MADE_AT)
    assert refund(movement(5, "refund:1"), now=MADE_AT)
    assert not refund(movement(5, "refund:1"), now=MADE_AT)
    assert queries.balance() == 0


def test_what_a_programme_cost_is_known(workspace):
    debit(movement(5, "import:1", origin_id=workspace.id), now=MADE_AT)
    refund(movement(2, "refund:1", origin_id=workspace.id), now=MADE_AT)
    assert queries.used_for(workspace.id) == 3


@pytest.mark.parametrize("write", ["update billing_creditentry set amount = 9", "delete from billing_creditentry"])
def test_no_line_is_ever_changed_or_removed(workspace, write):
    grant(movement(10, "start"), now=MADE_AT)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(write)
    assert queries.balance() == 10


@pytest.mark.django_db(transaction=True)
def test_two_debits_at_once_cannot_both_fit(workspace, settings):
    settings.FILON_CREDITS_METERED = True
    grant(movement(10, "start"), now=MADE_AT)
    refused = []

    def use(reference):
        try:
            with scope(workspace.id):
                debit(movement(7, reference), now=MADE_AT)
        except Refused:
            refused.append(reference)
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert CreditEntry.objects.filter(kind="debit").count() == 1
