"""The table of permissions as it is drawn."""

import re
from html import unescape

import pytest

from lms.people import ACTION_NAMES, REACH_NAMES, ROLE_NAMES, Permission, Role
from lms.people.rights import NEVER_ONESELF, PERMISSIONS
from lms.platform.i18n import translator
from lms.platform.settings import LOCALES, Locale
from lms.portal.components.permissions import NOBODY_THEMSELVES, permissions_html

TABLE = [Permission(action, reaches, action in NEVER_ONESELF) for action, reaches in PERMISSIONS.items()]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_right_is_drawn_in_words_where_it_stands_and_no_other(locale: Locale) -> None:
    tr = translator(locale)
    html = permissions_html(tr, TABLE)
    rows = re.findall(r'<tr role="row">(.*?)</tr>', html)[1:]
    assert len(rows) == len(TABLE)
    for line, row in zip(TABLE, rows, strict=True):
        head, *cells = map(unescape, re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row))
        assert head.startswith(tr.gettext(ACTION_NAMES[line.action]))
        assert (tr.gettext(NOBODY_THEMSELVES) in head) == line.never_oneself
        for role, cell in zip(Role, cells, strict=True):
            said = re.sub(r"<[^>]+>", " ", cell).split()
            reach = line.reaches.get(role)
            if reach is None:
                assert said == []
                continue
            words = " ".join(said)
            assert words.startswith(tr.gettext(ROLE_NAMES[role])) and words.endswith(
                tr.gettext(REACH_NAMES[reach])
            )
