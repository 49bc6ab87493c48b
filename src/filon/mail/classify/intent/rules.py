"""What speaks for a request to be left alone, and how much: 1 is enough by itself.

A rule is read in a clause at a time; its points count once in a mail. `unless` are concepts that, anywhere in the
clause, make it speak of something else: a quote, a time, another address.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ELSEWHERE = "i"
OTHER = "XWt" + ELSEWHERE


@dataclass(frozen=True)
class Rule:
    """Evidence: a name for the record, points, and the shapes in which it is said."""

    name: str
    points: float
    shapes: tuple[str, ...]
    unless: str = OTHER
    asked: bool = field(default=True)
    """A question says it too when it asks us to do something."""
    around: bool = field(default=False)
    """What makes it speak of something else may stand before it too."""


RULES = (
    Rule("no_contact", 1.0, ("(!Jh) NZ <3> (!Y) C", "(!Jh) Z <2> q <3> (!Y) C")),
    Rule(
        "no_writing",
        1.0,
        (
            "(!Jh) NZ <2> I <1> c",
            "(!Jh) NZ <3> c <1> I",
            "^ N <1> Z <1> c $",
            "(!Jh) N <2> c Z",
            "(!Jh) Z <2> I <1> l",
            "(!Jh) Z <2> l <1> I",
            "(!Jh) N <2> l <1> I <2> Z",
        ),
    ),
    Rule(
        "no_sending",
        1.0,
        (
            "(!Jh) NZ <4> S <5> MmHZ",
            "(!Jh) Z <3> I <1> S",
            "(!Jh) NZ <2> I <1> S $",
            "^ N Z S $",
        ),
        unless=OTHER + "r",
    ),
    Rule(
        "no_receiving",
        1.0,
        ("w <5> NZ <4> V", "(!Jh) NZ <2> w <5> V", "^ N <1> Z <2> V", "NZ <2> V <4> Z"),
        unless=OTHER + "r",
    ),
    Rule(
        "no_wish",
        1.0,
        (
            "(!Jh) NZ <2> w <4> C",
            "(!Jh) NZ <2> w <3> M",
            "w <3> N M Z",
            "(!Jh) NZ <2> w <2> l",
            "M <<10>> N <2> w NZ $",
            "N <1> w NZ <3> M",
        ),
    ),
    Rule("no_mail", 1.0, ("^ N <2> M", "N <2> M Z $", "N Z M $"), unless=OTHER + "rk"),
    Rule(
        "end",
        1.0,
        ("(!N) E (!N) <4> CSMH", "(!NJ) E (!N) <2> c <2> I", "(!NJ) E <3> I <1> c", "(!NJ) E c $"),
        unless=OTHER + "r",
    ),
    Rule("end_first", 0.7, ("^ E $", "^ E f $")),
    Rule("needless", 1.0, ("Q <4> (!Y) CcS", "N <3> q <5> (!Y) CcS", "Z <2> q <4> (!Y) CcS")),
    Rule(
        "from_list",
        1.0,
        ("(!NJ) R (!N) <8> Y <2> L", "(!NJ) R (!N) <5> DI@ <5> (!I) L", "Y <2> L <4> R"),
        unless="Xk",
        around=True,
    ),
    Rule("from_a_list", 0.6, ("(!NJ) R (!N) <4> (!I) L",), unless="Xk", around=True),
    Rule("remove_me", 1.0, ("(!NJ) I R (!_a)", "(!NJ) R I $", "(!NJ) R I f (!_a)"), unless=OTHER + "k", around=True),
    Rule(
        "remove_data",
        1.0,
        ("(!NJ) R (!N) <3> I <2> D", "R <8> D <<8>> I", "(!NJ) R <4> @", "D <<6>> R I"),
        unless="Xki",
        around=True,
    ),
    Rule("remove_it", 0.4, ("(!NJ) R",), unless="XW", around=True),
    Rule("unsubscribe", 1.0, ("(!N) U",), unless="X", around=True),
    Rule("forget", 1.0, ("(!NJ) F (!N) ID", "(!NJ) F (!N) f ID", "(!NJ) I F $"), unless=OTHER + "k"),
    Rule("forbid", 1.0, ("(!N) O <5> CcBSV", "(!N) O <6> D", "(!N) O <4> M"), unless=OTHER),
    Rule("right", 1.0, ("d <3> GOR",), unless="X", asked=False),
    Rule("law", 1.0, ("G <<15>> RO", "RO <<15>> G"), unless="X", asked=False),
    Rule("no_consent", 0.7, ("N <<4>> A",), unless="XW", asked=False),
    Rule("no_consent_for_mail", 0.4, ("N <<4>> A <<6>> MVCLY",), unless="XW", asked=False),
    Rule("whence", 0.6, ("o <<3>> s <<4>> D", "o <<4>> I <1> D <2> s"), unless="X"),
    Rule("withdrawal", 1.0, ("(!N) R <3> p",), unless="X"),
    Rule("complaint_of_mail", 0.6, ("H <3> Y <1> M", "Y <1> M <2> H"), unless="r", asked=False),
    Rule("denounced", 0.6, ("T <1> Y", "T <1> Y <1> M <2> H"), unless="X", asked=False),
    Rule("reported", 0.4, ("T <1> Y <1> M <2> H",), unless="X", asked=False),
    Rule("another_and", 0.6, ("T <1> M <<8>> K",), unless="X", asked=False),
    Rule("complaint", 0.4, ("H",), unless="r", asked=False),
    Rule("threat", 0.6, ("K <<8>> T", "T <<8>> K"), unless="X", asked=False),
    Rule("threat_over_mail", 0.4, ("M <<12>> K", "K <<12>> M", "H <<12>> K"), unless="X", asked=False),
    Rule("peace", 1.0, ("I <1> P",), unless="X"),
    Rule("no_use", 1.0, ("(!Jh) Z <2> B <4> D", "D <<8>> Z <2> B", "(!Jh) NZ <3> B <2> I <1> D"), unless=OTHER),
    Rule("not_on_list", 1.0, ("Z <3> Y <1> L",), unless="Xrk"),
)

DECLINES = ("N <3> n", "^ N $")
KEEPS = "(!NY) k"
KEEPS_NOT = "QEHTKN"
"""Concepts beside which `continue` and its kin are what is refused."""
REFUSES_TO_LEAVE = ("N <1> w <3> U", "N <1> U", "U f I", "U <3> e")
"""A removal that is not asked: of another list, or not wanted."""
SAID_BY_SUBJECT = frozenset(
    {"unsubscribe", "from_list", "law", "right", "end_alone", "remove_alone", "remove_data", "no_mail", "no_contact"}
)
"""Evidence that a subject gives by itself."""
PLAIN = frozenset({"unsubscribe", "from_list", "law", "right", "end_alone", "remove_alone", "remove_data"})
"""Evidence that another address given takes nothing from."""
