"""Words that are taken along by one touch: a button that puts them on the clipboard.

The words go to the browser as data and are never read as HTML. Where the browser keeps its clipboard from the page (an
address without TLS), they are copied as a selection.
"""

from collections.abc import Callable

import streamlit as st

_HTML = '<button type="button" class="lms-copy"></button>'
_CSS = """
.lms-copy {font: inherit; color: inherit; min-block-size: 2.5rem; padding: .25rem .9rem; border-radius: .6rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); background: none; cursor: pointer;
  inline-size: max-content;}
.lms-copy:is(:hover, :focus-visible) {border-color: light-dark(#0b6470, #6cc5cc);
  color: light-dark(#0b6470, #6cc5cc);}
"""
_JS = """
function selected(words) {
  const area = document.createElement("textarea");
  area.value = words;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector(".lms-copy"), [words, label, done, by_hand] = data;
  if (!button.dataset.said) button.textContent = label;
  button.onclick = async () => {
    let copied = false;
    try { await navigator.clipboard.writeText(words); copied = true; } catch { copied = selected(words); }
    button.textContent = copied ? done : by_hand;
    button.dataset.said = "yes";
    button.focus();
    setTimeout(() => { button.textContent = label; delete button.dataset.said; }, 4000);
    if (copied) setTriggerValue("copied", true);
  };
}
"""
_draw = st.components.v2.component("lms_copy", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)


def copy_button(key: str, words: str, labels: tuple[str, str, str], on_copied: Callable[[], None]) -> None:
    """Draw it.

    Args:
        key: of the element.
        words: what is copied.
        labels: what the button says, what it says once they are copied, and where the browser forbids it.
        on_copied: told by the next run once somebody took them.
    """
    _draw(key=key, data=[words, *labels], on_copied_change=on_copied)
