"""What an import changes, in words."""

from collections.abc import Iterator, Mapping

from lms.people.imports.columns import LIST_NAMES, ListKind
from lms.people.imports.importing import Outcome
from lms.people.imports.plan import Change, What
from lms.platform.i18n import Translator, mark
from lms.platform.sheet_faults import Value, in_words

WHAT_NAMES: Mapping[What, str] = {
    "added": mark("new"),
    "changed": mark("changed"),
    "returned": mark("back again"),
    "left": mark("left"),
    "ended": mark("ended"),
    "same": mark("as before"),
}


def counts_in_words(tr: Translator, done: Outcome) -> Iterator[str]:
    """A sentence of what became of the file, and a line for each list in it."""
    _ = tr.gettext
    if done.faults:
        yield tr.ngettext(
            "{count} thing is wrong in this file. Nothing was changed.",
            "{count} things are wrong in this file. Nothing was changed.",
            len(done.faults),
        ).format(count=tr.number(len(done.faults)))
        return
    if done.changed == 0:
        yield _("Everything in this file is there already. Nothing changes.")
    else:
        said = (
            tr.ngettext("{count} entry was changed.", "{count} entries were changed.", done.changed)
            if done.written
            else tr.ngettext("{count} entry would change.", "{count} entries would change.", done.changed)
        )
        yield said.format(count=tr.number(done.changed))
    for kind, name in LIST_NAMES.items():
        counts = [(what, done.counts.get((kind, what), 0)) for what in WHAT_NAMES]
        told = [f"{_(WHAT_NAMES[what])} {tr.number(count)}" for what, count in counts if count]
        if told:
            yield _("{where}: {what}").format(where=_(name), what=_(", ").join(told))


def change_in_words(tr: Translator, change: Change) -> str:
    """What changes of one entry: heading, before and after."""
    _ = tr.gettext
    return _(", ").join(
        _("{where}: {what}").format(where=_(heading), what=_from_to(tr, before, after))
        for heading, before, after in change.fields
    )


def what_name(tr: Translator, kind: ListKind, what: What) -> str:
    """The list and what happens, such as “People: new”."""
    _ = tr.gettext
    return _("{where}: {what}").format(where=_(LIST_NAMES[kind]), what=_(WHAT_NAMES[what]))


def _from_to(tr: Translator, before: Value, after: Value) -> str:
    return f"{in_words(tr, before) or '–'} → {in_words(tr, after) or '–'}"
