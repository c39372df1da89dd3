"""Certificates on screen: what one holds, as files and as an address to pass on; and taking one back."""

from urllib.parse import urlsplit

import streamlit as st

from lms.learning.certificates import CertificateCard, certificates_of, reissue, revoke
from lms.people import Action, may, people_by_id
from lms.platform.i18n import mark
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.links import site_path
from lms.portal.visit import Visit

_HOLDING = {
    "valid": mark("Valid"),
    "expired": mark("Expired"),
    "revoked": mark("Withdrawn"),
}
_CHANGES = {
    "revoke": (revoke, mark("The certificate is withdrawn. Whoever verifies it sees so at once.")),
    "reissue": (reissue, mark("A new certificate stands in its place, with a number of its own.")),
}
"""How a certificate is changed, and what is said of it then."""


def own_certificates(visit: Visit) -> None:
    """What the visitor holds, below their path; nothing for somebody who holds nothing yet."""
    cards = certificates_of(visit.house.context, actor=visit.actor)
    if not cards:
        return
    _ = visit.gettext
    st.divider()
    st.subheader(_("My certificates"), anchor=False)
    with st.container(gap="medium", key="certificates"):
        for card in cards:
            with st.container(key=f"card-certificate-{card.number}", gap="small"):
                st.markdown(f"**{plain(card.title(visit.tr.locale))}**")
                _facts(visit, card)
                if card.holding != "revoked":
                    _files(visit, card)
                    st.code(address_to_share(visit, card), language=None, wrap_lines=True)
                    with st.container(key=f"quiet-share-{card.number}"):
                        st.text(_("Whoever has this address sees whether it holds, without signing in."))


def certificate_in_charge(visit: Visit, card: CertificateCard) -> None:
    """One certificate for somebody in charge of its holder: what it says, and withdrawing it or issuing it anew."""
    tr, _ = visit.tr, visit.gettext
    person = people_by_id(visit.house.context, [card.person_id])[card.person_id]
    with st.container(key=f"card-certificate-{card.number}", gap="small"):
        st.markdown(f"**{plain(card.name(tr.locale))}** · {plain(card.title(tr.locale))}")
        _facts(visit, card)
        if card.revoked_reason:
            st.text(_("Reason: {reason}").format(reason=card.revoked_reason))
        with st.container(horizontal=True, key=f"row-certificate-{card.number}"):
            st.link_button(
                _("See what strangers see"),
                f"{site_path()}/verify/{card.number}?lang={tr.locale}",
                icon=":material/open_in_new:",
                type="tertiary",
            )
            if may(
                visit.actor,
                Action.REVOKE_CERTIFICATES,
                person_id=person.person_id,
                unit_id=person.unit_id,
            ):
                _change(visit, card)


def address_to_share(visit: Visit, card: CertificateCard) -> str:
    """Where anybody verifies it."""
    base = visit.house.context.settings.public_url
    if not base:
        # Where there is no browser, in a test of a page, the address is none or no text.
        here = urlsplit(st.context.url if isinstance(st.context.url, str) else "")
        base = f"{here.scheme}://{here.netloc}{site_path()}" if here.netloc else site_path()
    return f"{base}/verify/{card.number}"


def _facts(visit: Visit, card: CertificateCard) -> None:
    tr, _ = visit.tr, visit.gettext
    until = (
        _("holds until {day}").format(day=tr.date(card.valid_until))
        if card.valid_until
        else _("holds for good")
    )
    with st.container(key=f"quiet-certificate-{card.number}", gap=None):
        st.text(
            facts(
                _(_HOLDING[card.holding]),
                _("completed on {day}").format(day=tr.date(card.completed_on)),
                until if card.holding == "valid" else "",
            )
        )
        # In a line of its own: where the rest leaves no room for it on a phone, it would be torn apart.
        st.text(card.number)


def _files(visit: Visit, card: CertificateCard) -> None:
    _ = visit.gettext
    at = f"{site_path()}/certificates/{card.number}"
    with st.container(horizontal=True, key=f"files-{card.number}"):
        st.link_button(_("Certificate (PDF)"), f"{at}.pdf", icon=":material/workspace_premium:")
        st.link_button(_("Badge (picture)"), f"{at}.svg", icon=":material/verified:", type="tertiary")
        st.link_button(_("Badge (Open Badges 3.0)"), f"{at}.jwt", icon=":material/key:", type="tertiary")


def _change(visit: Visit, card: CertificateCard) -> None:
    _ = visit.gettext
    if card.holding != "revoked":
        with st.popover(_("Withdraw"), icon=":material/block:", type="tertiary"):
            _form(visit, card, "revoke", _("Why is it withdrawn?"), _("Withdraw for good"))
    with st.popover(_("Issue anew"), icon=":material/autorenew:", type="tertiary"):
        st.text(_("A new one under the name they have now; this one is withdrawn."))
        _form(visit, card, "reissue", _("Why is it issued anew?"), _("Issue anew"))


def _form(visit: Visit, card: CertificateCard, what: str, question: str, button: str) -> None:
    with st.form(f"{what}-{card.number}", border=False):
        reason = st.text_input(question, max_chars=500)
        if not st.form_submit_button(button, type="primary"):
            return
    act, said = _CHANGES[what]
    do(
        visit,
        lambda: act(visit.house.context, actor=visit.actor, number=card.number, reason=reason),
        visit.gettext(said),
    )
