"""From Enter to the answer drawn, in a real browser, measured inside the page.

The clock starts at the key press in the page's chat input. It stops at the first frame after the page shows two
messages more than before, the trainee's and the answer, and Streamlit says that the script rests. That is the same
for every chat page, whatever it draws besides.
"""

from playwright.sync_api import Page

from tests.bench.sessions import PageFailed

PATIENCE_MS = 30_000
FLOOR_MESSAGES = '[data-testid="stChatMessage"]'
PORTAL_MESSAGES = '[class*="st-key-mine-"], [class*="st-key-theirs-"]'
INPUT = '[data-testid="stChatInput"] textarea'

WATCH = """
([messages, before, patience]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const input = document.querySelector('[data-testid="stChatInput"] textarea');
  window.answerDrawn = new Promise((resolve) => {
    let began = null;
    input.addEventListener('keydown', (event) => { if (event.key === 'Enter') began = performance.now(); },
      {once: true, capture: true});
    const observer = new MutationObserver(() => {
      if (began === null) return;
      if (document.querySelectorAll(messages).length < before + 2) return;
      if (app.getAttribute('data-test-script-state') !== 'notRunning') return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began), 0));
    });
    observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
    setTimeout(() => resolve(null), patience);
  });
}
"""


def wait_for_conversation(page: Page) -> None:
    """Wait until the page can be typed into and its script rests."""
    page.wait_for_selector(INPUT, timeout=PATIENCE_MS)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE_MS)


def answer_drawn(page: Page, words: str, messages: str) -> float:
    """Say ``words`` and return the milliseconds from Enter until the answer was drawn.

    ``messages`` selects what each message is drawn as on this page.

    Raises:
        PageFailed: no answer within 30 seconds.
    """
    page.fill(INPUT, words)
    page.evaluate(WATCH, [messages, page.locator(messages).count(), PATIENCE_MS])
    page.press(INPUT, "Enter")
    waited = page.evaluate("window.answerDrawn")
    if waited is None:
        raise PageFailed(f"No answer; the page shows {page.locator(messages).all_inner_texts()[-2:]}")
    return float(waited)
