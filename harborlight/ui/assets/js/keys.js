// Keys for those who decide many things in a row: an element with data-key="a" is
// pressed by that key. They can be switched off, and never hear what is typed.
const KEPT = "keys-off"
// A letter is a decision only after so long without any other: who is in the middle of
// a sentence, or still types for the page before, decides nothing.
const QUIET_MS = 700
const FIELDS = "input, textarea, select, [contenteditable], dialog"
const told = document.querySelector("[data-keys-told]")
const toggle = document.querySelector("[data-keys-switch]")
const off = () => localStorage.getItem(KEPT) === "1"
let heard = performance.now()

function say() {
  toggle.textContent = off() ? toggle.dataset.on : toggle.dataset.off
}

if (told && toggle) {
  told.hidden = false
  say()
  toggle.addEventListener("click", () => {
    localStorage.setItem(KEPT, off() ? "" : "1")
    say()
  })
}

function isStray(event) {
  if (event.key.length !== 1) return false
  const before = heard
  heard = performance.now()
  return heard - before < QUIET_MS
}

// The panel that a key has opened: what is typed next belongs into it.
function enter(panel) {
  const field = panel.querySelector("textarea, input:not([type=hidden]), select")
  const first = field ?? panel.querySelector("a, button")
  first?.focus()
}

document.addEventListener("keydown", (event) => {
  const stray = isStray(event)
  if (off() || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.repeat || event.isComposing || event.target.closest(FIELDS)) return
  if (document.documentElement.classList.contains("locked")) return
  const panel = document.querySelector("main details.confirm[open]")
  if (panel) {
    if (event.key === "Escape") {
      panel.open = false
      panel.querySelector("summary").focus()
    }
    return
  }
  if (stray) return
  for (const one of document.querySelectorAll("main [data-key]")) {
    if (one.dataset.key.toLowerCase() === event.key.toLowerCase()) {
      event.preventDefault()
      one.click()
      if (one.matches("summary")) enter(one.parentElement)
      return
    }
  }
})
