"""What the browser does for voice: a button beside each line, reading aloud by itself, the microphone's labels.

It looks at the page and adds to it. A line is fetched as sound from ``/aloud/<attempt>/<seq>``; the page goes on
meanwhile, and the portal is not run for it. A line that was heard before the browser has still.
"""

HTML = """<div class="lms-voice">
<label><input type="checkbox" role="switch"><span></span></label><p role="status"></p></div>"""

CSS = """
.lms-voice {display: flex; flex-wrap: wrap; align-items: center; gap: 0 .9rem; min-height: 2.5rem;}
.lms-voice label {display: flex; align-items: center; gap: .5rem; cursor: pointer; min-height: 2.5rem;}
.lms-voice input {appearance: none; inline-size: 2.2rem; block-size: 1.25rem; margin: 0; border-radius: 1rem;
  cursor: pointer; border: 1px solid currentColor;
  background: radial-gradient(circle at .6rem, currentColor .36rem, transparent .4rem);}
.lms-voice input:checked {background: radial-gradient(circle at calc(100% - .6rem), #fff .36rem, transparent .4rem)
  light-dark(#0b6470, #257d87); border-color: transparent;}
.lms-voice p {margin: 0; font-size: .92rem; opacity: .85;}
.lms-voice p:empty, .lms-voice[data-speaks="false"] label {display: none;}
.st-key-transcript [class*="st-key-theirs"] {position: relative;}
.lms-play {position: absolute; inset-inline-start: calc(100% + .2rem); inset-block-end: 0; box-sizing: border-box;
  inline-size: 2.25rem; min-inline-size: 2.25rem; block-size: 2.25rem; padding: 0; border: 0; border-radius: 50%;
  background: none; color: inherit; cursor: pointer; display: grid; place-items: center; opacity: .7;}
.lms-play:is(:hover, :focus-visible), .lms-play[data-state] {opacity: 1;
  background: color-mix(in srgb, currentColor 9%, transparent);}
.lms-play svg {inline-size: 1.25rem; block-size: 1.25rem; fill: none; stroke: currentColor; stroke-width: 1.8;
  stroke-linecap: round; stroke-linejoin: round;}
.lms-play .stop, .lms-play[data-state="playing"] .speaker {display: none;}
.lms-play[data-state="playing"] .stop {display: block;}
.lms-play[data-state="waiting"] svg {animation: lms-wait 1s ease-in-out infinite alternate;}
@keyframes lms-wait {to {opacity: .3;}}
@media (prefers-reduced-motion: reduce) {.lms-play svg {animation: none !important;}}
.lms-deaf [data-testid="stChatInputMicButton"] {display: none;}
"""

JS = """
const ICONS = `<svg viewBox="0 0 24 24" aria-hidden="true"><g class="speaker">
<path d="M5 9.5v5h3.2L13 18.5v-13L8.2 9.5z"/><path d="M16.2 9a4.2 4.2 0 0 1 0 6M18.7 6.6a7.6 7.6 0 0 1 0 10.8"/></g>
<rect class="stop" x="7" y="7" width="10" height="10" rx="1.5"/></svg>`;
const BUBBLES = '.st-key-transcript [class*="st-key-theirs-"]';
const part = (name) => document.querySelector(`.st-key-foot [data-testid="stChatInput${name}Button"]`);

function voice(root, {lines, person, listens, speaks, longest, words}) {
  const bar = root.querySelector(".lms-voice"), status = bar.querySelector("p"), box = bar.querySelector("input");
  const player = new Audio(), kept = `lms-aloud-${person}`;
  let playing = null, newest = null, recording = null, waiting = false, typed = "";
  const field = () => document.querySelector(".st-key-foot textarea");
  const note = (text) => { if (status.textContent !== text) status.textContent = text; };
  const seqOf = (bubble) => Number(/st-key-theirs-(?:directed-)?(\\d+)/.exec(bubble.className)[1]);
  const audible = (bubble) => !bubble.querySelector(".lms-direction") || bubble.querySelector(".lms-words");

  const show = (seq, state) => {
    for (const button of document.querySelectorAll(".lms-play")) {
      const mine = button.dataset.seq === String(seq) && state;
      if (mine) button.dataset.state = state; else delete button.dataset.state;
      button.setAttribute("aria-label", mine ? words.stop : words.play);
      button.title = mine ? words.stop : words.play;
    }
  };
  const halt = () => {
    playing = null;
    player.pause();
    if (player.src) URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    show(null);
  };
  const play = async (seq) => {
    halt();
    playing = seq;
    note("");
    show(seq, "waiting");
    try {
      const answer = await fetch(`${lines}/${seq}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const sound = await answer.blob();
      if (playing !== seq) return;
      player.src = URL.createObjectURL(sound);
      await player.play();
      if (playing === seq) show(seq, "playing");
    } catch (error) {
      if (playing !== seq) return;
      halt();
      // A browser that plays nothing before it was clicked on has its reasons.
      if (error.name !== "NotAllowedError") note(words.mute);
    }
  };
  player.onended = halt;
  player.onerror = () => { if (playing !== null && player.src) { halt(); note(words.mute); } };

  const decorate = () => {
    for (const bubble of document.querySelectorAll(BUBBLES)) {
      if (bubble.querySelector(":scope > .lms-play") || !audible(bubble)) continue;
      const button = document.createElement("button"), seq = seqOf(bubble);
      Object.assign(button, {type: "button", className: "lms-play", innerHTML: ICONS, title: words.play});
      button.dataset.seq = seq;
      button.setAttribute("aria-label", words.play);
      button.onclick = () => playing === seq ? halt() : play(seq);
      bubble.append(button);
    }
  };
  const last = () => {
    const heard = [...document.querySelectorAll(BUBBLES)].filter(audible).map(seqOf);
    return heard.length ? Math.max(...heard) : null;
  };
  const go_on = () => {
    if (document.querySelector(".stApp").dataset.testScriptState !== "notRunning") return;
    const seq = last();
    // Of a page that was opened anew only the customer's first words are read by themselves.
    const fresh = seq !== null && (newest === null ? seq === 0 : seq > newest);
    newest = seq ?? newest;
    if (fresh && box.checked && !recording) play(seq);
  };

  const listen = () => {
    for (const name of ["Mic", "Cancel", "Approve"]) {
      const button = part(name);
      if (!button || button.title === words[name]) continue;
      button.title = words[name];
      button.setAttribute("aria-label", words[name]);
      if (name === "Mic") button.addEventListener("click", ask);
    }
    if (part("Approve") && !recording) {
      halt();
      recording = setTimeout(() => part("Approve")?.click(), (longest - 1) * 1000);
      note(words.recording);
    } else if (!part("Approve") && recording) {
      clearTimeout(recording);
      recording = null;
      note("");
    }
  };
  const ask = async () => {
    halt();
    const permission = await navigator.permissions?.query({name: "microphone"}).catch(() => null);
    if (!permission) return;
    permission.onchange = () => note(permission.state === "denied" ? words.denied : status.textContent);
    if (permission.state === "denied") note(words.denied);
  };

  const again = () => {
    const button = document.querySelector(".st-key-read_again button");
    if (!button || button.dataset.seen) return;
    button.dataset.seen = "yes";
    // The server does not know what was typed since: its words are put behind it.
    button.addEventListener("click", () => { typed = field()?.value ?? ""; }, true);
  };
  const join = () => {
    const input = field();
    if (!typed || !input || input.value === typed || document.querySelector(".st-key-read_again")) return;
    const before = typed.trimEnd(), gap = before.charCodeAt(before.length - 1) < 128 ? " " : "";
    const value = before + gap + input.value;
    typed = "";
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(input, value);
    input.dispatchEvent(new Event("input", {bubbles: true}));
  };

  const look = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!root.isConnected) return;
      if (listens) { listen(); again(); join(); }
      if (speaks) { decorate(); go_on(); }
    });
  };
  bar.dataset.speaks = speaks;
  bar.querySelector("span").textContent = words.aloud;
  box.checked = speaks && localStorage.getItem(kept) === "1";
  box.onchange = () => {
    localStorage.setItem(kept, box.checked ? "1" : "0");
    if (!box.checked) halt(); else if (last() !== null) play(last());
  };
  // Without https a browser hands out no microphone: the button would only fail.
  document.body.classList.toggle("lms-deaf", !navigator.mediaDevices?.getUserMedia);
  const watch = new MutationObserver(look);
  watch.observe(document.querySelector(".stApp"), {attributes: true, attributeFilter: ["data-test-script-state"]});
  watch.observe(root.closest(".st-key-talk") ?? document.body, {childList: true, subtree: true});
  look();
  return () => {
    watch.disconnect();
    clearTimeout(recording);
    halt();
    document.querySelectorAll(".lms-play").forEach((button) => button.remove());
  };
}

const standing = new WeakMap();
export default function ({ parentElement, data }) {
  const known = standing.get(parentElement), of = JSON.stringify(data);
  if (known?.of !== of) {
    known?.end();
    standing.set(parentElement, {of, end: voice(parentElement, data)});
  }
  // Called at every drawing too: only who has really left the page falls silent.
  return () => setTimeout(() => {
    if (parentElement.isConnected) return;
    standing.get(parentElement)?.end();
    standing.delete(parentElement);
  });
}
"""
