// Keys for those who decide many things in a row: an element with data-key="a" is
// pressed by that key. They can be switched off, and never hear what is typed.
const KEPT = "keys-off"
const told = document.querySelector("[data-keys-told]")
const toggle = document.querySelector("[data-keys-switch]")
const off = () => localStorage.getItem(KEPT) === "1"

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

document.addEventListener("keydown", (event) => {
  if (off() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return
  if (document.documentElement.classList.contains("locked")) return
  for (const one of document.querySelectorAll("main [data-key]")) {
    if (one.dataset.key.toLowerCase() === event.key.toLowerCase()) {
      event.preventDefault()
      one.click()
      return
    }
  }
})
