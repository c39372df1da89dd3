"""Streamlit's own words, in the reader's language: what its lists, fields, calendars and messages say in English.

Streamlit has no setting for them. A small script in the page reads them where it draws them and writes ours in their
place; what anybody typed, and every text of our own, is left alone.
"""

import json
from collections.abc import Mapping

import streamlit as st

from lms.platform.i18n import Translator, mark, translator

WORDS: Mapping[str, str] = {
    "Select all": mark("Select all"),
    "Select {count} matches": mark("Select {count} matches"),
    "You can only select up to {most} option. Remove an option first.": mark(
        "You can select {most} at most. Take one away first."
    ),
    "You can only select up to {most} options. Remove an option first.": mark(
        "You can select {most} at most. Take one away first."
    ),
    "No results": mark("Nothing found"),
    "No options to select": mark("There is nothing to choose from"),
    "No options to select.": mark("There is nothing to choose from"),
    "Select...": mark("Choose"),
    "Clear all": mark("Take all away"),
    "Remove {name}": mark("Take {name} away"),
    "Selected values": mark("What is chosen"),
    "Multiselect options": mark("What there is to choose"),
    "Selectbox options": mark("What there is to choose"),
    "Open": mark("Open the list"),
    "Clear value": mark("Empty the field"),
    "Clear entry": mark("Empty the field"),
    "Show password": mark("Show the password"),
    "Hide password": mark("Hide the password"),
    "Increment": mark("One more"),
    "Decrement": mark("One less"),
    "Invalid input.": mark("This does not fit here."),
    "Number is above the allowed range.": mark("This number is too large."),
    "Number is below the allowed range.": mark("This number is too small."),
    "Number is above the allowed range. Please enter a value less than or equal to {most}.": mark(
        "This number is too large: {most} at most."
    ),
    "Number is below the allowed range. Please enter a value greater than or equal to {least}.": mark(
        "This number is too small: {least} at least."
    ),
    "Number is outside the allowed range. Please enter a value between {least} and {most}.": mark(
        "This number does not fit: write one from {least} to {most}."
    ),
    "Choose date": mark("Choose a day"),
    "Choose date, {month}": mark("Choose a day: {month}"),
    "year, {field}": mark("Year, {field}"),
    "month, {field}": mark("Month, {field}"),
    "day, {field}": mark("Day, {field}"),
    "Dismiss": mark("Close"),
    "Clear date": mark("Empty the field"),
    "Previous month": mark("Previous month"),
    "Next month": mark("Next month"),
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": mark(
        "The arrow keys move from day to day; Enter chooses, Escape closes."
    ),
    ": Date set outside allowed range. Please select a date between {first} and {last}.": mark(
        ": choose a day from {first} to {last}."
    ),
    ": Date set outside allowed range. Please select a date on or after {first}.": mark(
        ": choose {first} or a later day."
    ),
    ": Date set outside allowed range. Please select a date on or before {last}.": mark(
        ": choose {last} or an earlier day."
    ),
    "Error": mark("Not possible"),
    "Error:": mark("Not possible:"),
    "Error: {reason}": mark("Not possible: {reason}"),
    "Pagination": mark("Pages"),
    "Page {number}": mark("Page {number}"),
    "Previous page": mark("Previous page"),
    "Next page": mark("Next page"),
    "Upload": mark("Choose a file"),
    "file upload": mark("Choose a file"),
    "Add files": mark("Choose a file"),
    "Drag and drop a file here": mark("Drop the file here"),
    "Drag and drop files here": mark("Drop the files here"),
    "{kind} files are not allowed.": mark("A file of the kind {kind} cannot be taken in here."),
    "Start recording": mark("Record what you say"),
    "Cancel recording": mark("Throw the recording away"),
    "Submit recording": mark("Use the recording"),
    "Recording failed": mark("The recording failed"),
    "Microphone access denied": mark("The browser does not give the microphone"),
    "Send message": mark("Send"),
    "Stop script": mark("Stop"),
    "Close": mark("Close"),
    "Notifications": mark("Notices"),
    "Sidebar": mark("Menu"),
    "App pages": mark("Pages of the portal"),
    "Expand sidebar": mark("Open the menu"),
    "Collapse sidebar": mark("Close the menu"),
    "Navigate to home page": mark("To the start"),
    "Skip to main content": mark("To the content"),
    "Running...": mark("The page is being drawn"),
    "Fullscreen": mark("Over the whole window"),
    "Close fullscreen": mark("Back to the page"),
    "Download failed": mark("The download failed; try once more."),
    "Connection error": mark("The portal cannot be reached"),
    "Streamlit server is not responding. Are you connected to the internet?": mark(
        "It does not answer. Is this device connected to the network? The page goes on by itself once it answers again."
    ),
    "Connecting": mark("Connecting"),
    "Connecting to Streamlit server": mark("Connecting with the portal"),
    "Unable to connect to Streamlit server": mark("The portal cannot be reached"),
}
"""Streamlit's words and ours; what is in braces is taken along, a ``reason`` in our words."""

# Where Streamlit writes words of its own. Nowhere here stands what somebody said.
_PLACES = (
    '[role="listbox"]',
    '[role="menu"]',
    '[data-testid="stFileUploader"]',
    '[data-testid="stChatInput"]',
    '[data-testid="stDateInput"]',
    '[data-testid="stDateInputCalendar"]',
    '[data-testid="stNumberInput"]',
    '[data-testid="stTextInput"]',
    '[data-testid="stMultiSelect"]',
    '[data-testid="stSkipToContent"]',
    '[data-testid="stStatusWidget"]',
    '[data-testid="stConnectionStatus"]',
    '[data-testid="stTooltipContent"]',
    '[data-testid="stTooltipErrorContent"]',
    '[data-testid="stDialog"]:not(:has([data-testid="stVerticalBlock"]))',
)

# A text node keeps its place and gets another text: React, which drew it, finds what it left.
_SCRIPT = """<script>(() => {
const words = %(words)s, places = %(places)s;
const exact = new Map(), shapes = [];
for (const [theirs, ours] of words) {
  if (!theirs.includes("{")) { exact.set(theirs, ours); continue; }
  const names = [...theirs.matchAll(/{(\\w+)}/g)].map((found) => found[1]);
  const parts = theirs.split(/{\\w+}/).map((part) => part.replace(/[.*+?^$()|[\\]\\\\]/g, "\\\\$&"));
  shapes.push([new RegExp("^" + parts.join("(.+)") + "$", "s"), names, ours]);
}
const said = (text) => {
  const whole = text.trim();
  if (!whole) return null;
  if (exact.has(whole)) return exact.get(whole);
  for (const [shape, names, ours] of shapes) {
    const found = shape.exec(whole);
    const taken = (name) => found[1 + names.indexOf(name)];
    // A reason is Streamlit's word as well; anything else that is taken along is a name or a number.
    if (found) return ours.replace(/{(\\w+)}/g, (_, name) => (name === "reason" && said(taken(name))) || taken(name));
  }
  return null;
};
const look = () => {
  for (const one of document.querySelectorAll("[aria-label]")) {
    const label = one.getAttribute("aria-label"), ours = said(label);
    if (ours !== null && ours !== label) one.setAttribute("aria-label", ours);
  }
  for (const place of document.querySelectorAll(places)) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const ours = said(texts.currentNode.nodeValue);
      if (ours !== null && ours !== texts.currentNode.nodeValue) texts.currentNode.nodeValue = ours;
    }
  }
};
window.lmsWords?.disconnect();
look();
if (!%(own)s) {
  window.lmsWords = new MutationObserver(look);
  window.lmsWords.observe(document.body, {subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["aria-label"]});
}
})()</script>"""


def builtin_words(tr: Translator) -> str:
    """The script that has Streamlit speak the reader's language."""
    own = tr.locale == "en"
    # English is what it speaks; where the language was changed on the page, a word of the other is left standing.
    other = translator("zh-CN", tr.zone.key) if own else tr
    pairs = [(theirs, other.gettext(ours)) for theirs, ours in WORDS.items()]
    if own:
        pairs = [(ours, theirs) for theirs, ours in reversed(pairs)]
    words = json.dumps(pairs, ensure_ascii=False).replace("<", "\\u003c")
    return _SCRIPT % {"words": words, "places": json.dumps(", ".join(_PLACES)), "own": json.dumps(own)}


def speak_in_fields(tr: Translator) -> None:
    """Put the script on the page."""
    st.html(builtin_words(tr), unsafe_allow_javascript=True)
