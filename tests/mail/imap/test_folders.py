from __future__ import annotations

from filon.mail.imap.folders import Folder, Role, find_folders


def test_what_the_server_says_beats_a_name() -> None:
    listed = [((), b"/", "INBOX"), ((), b"/", "Spam"), ((b"\\HasNoChildren", b"\\Junk"), b"/", "Divers")]
    assert find_folders(listed) == (Folder("INBOX", Role.INBOX), Folder("Divers", Role.JUNK))


def test_french_names_are_known_wherever_the_folder_stands() -> None:
    listed = [((), b".", "INBOX.Éléments envoyés"), ((), b".", "INBOX.Courrier indésirable"), ((), b".", "inbox")]
    assert {f.role: f.name for f in find_folders(listed)} == {
        Role.INBOX: "inbox",
        Role.SENT: "INBOX.Éléments envoyés",
        Role.JUNK: "INBOX.Courrier indésirable",
    }


def test_a_folder_at_the_top_beats_one_deeper_of_the_same_name() -> None:
    listed = [((), b"/", "Projets/Archives"), ((), b"/", "Archives")]
    assert find_folders(listed) == (Folder("Archives", Role.ARCHIVE),)


def test_a_folder_that_cannot_be_opened_is_left_out() -> None:
    assert find_folders([((b"\\Noselect",), b"/", "Sent")]) == ()
