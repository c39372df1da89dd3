"""Somebody who sits at the portal with a browser: signs in, opens a page, speaks, looks at what is shown."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, WebSocket, expect
from playwright.sync_api import TimeoutError as NotInTime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lms.api.sign_in import COOKIE
from lms.people import Sessions, load_people, set_locale
from lms.people.actors import actor_from
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.i18n import negotiate
from lms.platform.settings import Locale, load_settings
from tests.portal_process import Portal

# Streamlit looks for its own addresses below a page's first, before it finds them at the root.
_HARMLESS = re.compile(r"/_stcore/(health|host-config)")
TO_OPEN_MS = 4_000
TO_BEGIN_MS = 10_000
"""How long a busy machine may take to begin what was asked of it; after that the page is looked at as it is."""
A_LOOK_MS = 20
MINE = '[class*="st-key-mine-"]'
THEIRS = '[class*="st-key-theirs-"]'


def signed_in(home: Path, account: str, locale: Locale) -> str:
    """The token of a sign-in to the portal of a home: what its cookie holds."""
    database = Database(f"sqlite:///{home / 'lms.sqlite3'}")
    context = Context(database, load_settings(home=home, demo=True, _env_file=None))
    people = load_people(database, context.today()).people
    person_id = next(person.person_id for person in people if person.username == account)
    with database.reading() as connection:
        actor = actor_from(connection, person_id, now=context.now(), today=context.today())
    assert actor is not None
    if actor.locale != locale:
        set_locale(context, actor=actor, locale=locale)
    sessions = Sessions(context)
    token = sessions.redeem_ticket(sessions.issue_ticket(actor))
    database.close()
    return token


@dataclass
class Visitor:
    """A page of the portal and who sits before it.

    Attributes:
        complaints: what the browser's console complained about.
        is_asking: whether the page has asked the portal to be drawn anew, and the portal has not begun to.
    """

    page: Page
    portal: Portal
    complaints: list[str] = field(default_factory=list)
    is_asking: bool = False

    def __post_init__(self) -> None:
        """Listen to the console, and to what page and portal tell each other, from the beginning."""
        self.page.on("websocket", self._listen)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, account: str = "new-hire") -> None:
        """Bring along the sign-in of somebody of the demo bank, as one who came in before; no page is drawn for it.

        The account speaks the language of this browser, as it does after one click on the sign-in page.
        """
        language = self.page.evaluate("navigator.language")
        token = signed_in(self.portal.home, account, negotiate(language, "zh-CN"))
        self.page.context.add_cookies([{"name": COOKIE, "value": token, "url": self.portal.url}])

    def come_in(self, account: str = "new-hire") -> None:
        """Enter with one click on the sign-in page, and stand at home."""
        self.page.goto(self.portal.url)
        self.page.locator(f".st-key-demo-{account} button").click()
        expect(self.page.locator(".st-key-sign_out")).to_be_attached()

    def sign_in_with(self, username: str, password: str) -> None:
        """Enter with name and password."""
        self.page.goto(self.portal.url)
        self.page.locator(".st-key-sign-in summary").click()
        self.page.locator('input[autocomplete="username"]').fill(username)
        self.page.locator('input[autocomplete="current-password"]').fill(password)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".st-key-sign_out")).to_be_attached()

    def open(self, address: str) -> None:
        """Go to an address of the portal and wait until it is drawn."""
        self.page.goto(f"{self.portal.url}/{address}")
        self.settle()

    def begin(self, slug: str, *, exam: bool = False) -> str:
        """Read the brief and begin; returns the address of the conversation."""
        self.open(f"brief?scenario={slug}{'&mode=exam' if exam else ''}")
        self.page.locator(".st-key-begin button").click()
        expect(self.page.locator(THEIRS).first).to_be_visible()
        expect(self.input).to_be_editable()
        self.settle()
        return self.page.url.removeprefix(f"{self.portal.url}/")

    def say(self, words: str) -> None:
        """Type a reply and send it with the Enter key."""
        self.input.fill(words)
        self.input.press("Enter")

    def say_and_wait(self, words: str) -> str:
        """Say something; the customer's answer."""
        answers = self.page.locator(THEIRS).count()
        self.say(words)
        expect(self.page.locator(THEIRS)).to_have_count(answers + 1)
        self.settle()
        return self.page.locator(THEIRS).last.inner_text()

    def end(self) -> None:
        """End the conversation, and mean it."""
        self.page.locator(".st-key-end button").click()
        self.page.locator(".st-key-really_end button").click()
        self.page.wait_for_url("**/debrief?*")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being drawn, and nothing that was asked for is still to begin."""
        waited = 0
        # A look at the page's own state is not enough: it says "not running" until the portal answers a click.
        self.page.wait_for_timeout(A_LOOK_MS)
        while self.is_asking and waited < TO_BEGIN_MS:
            self.page.wait_for_timeout(A_LOOK_MS)
            waited += A_LOOK_MS
        self.page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()

    def choose(self, field: Locator, option: str | re.Pattern[str]) -> None:
        """Open a list and choose from it; once more where it closed again, because the page was drawn meanwhile."""
        wanted = self.page.get_by_role("option", name=option)
        for _ in range(4):
            field.click()
            try:
                wanted.click(timeout=TO_OPEN_MS)
            except NotInTime:
                continue
            return
        wanted.click()

    @property
    def input(self) -> Locator:
        """Where one types."""
        return self.page.locator('[data-testid="stChatInput"] textarea')

    @property
    def mine(self) -> list[str]:
        """What the page shows of the visitor's own words."""
        return self.page.locator(MINE).all_inner_texts()

    @property
    def theirs(self) -> list[str]:
        """What the page shows of the customer's words."""
        return self.page.locator(THEIRS).all_inner_texts()

    def sees_no_fault(self) -> None:
        """No error on the page, none in the console."""
        assert self.page.locator('[data-testid="stException"]').count() == 0
        assert self.complaints == []

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._asks)
        socket.on("framereceived", self._answers)
        socket.on("close", self._answers_no_more)

    def _asks(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).HasField("rerun_script"):
            self.is_asking = True

    def _answers(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and ForwardMsg.FromString(frame).HasField("new_session"):
            self.is_asking = False

    def _answers_no_more(self, _socket: WebSocket) -> None:
        self.is_asking = False

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _HARMLESS.search(message.location.get("url", "")):
            self.complaints.append(f"{message.text} {message.location}")
