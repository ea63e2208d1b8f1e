// Through the rows of a list with keys: j and k, or the arrows; x chooses a row. They
// can be switched off with the other keys (keys.js), and never hear what is typed.
const rows = [...document.querySelectorAll("main [data-row]")]
const opener = (row) => row.querySelector("[data-open]")
const choice = (row) => row.querySelector("input[type=checkbox]")
const here = () => rows.findIndex((row) => row.contains(document.activeElement))

function move(by) {
  const at = here()
  const to = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)
  opener(rows[to]).focus()
  rows[to].scrollIntoView({ block: "nearest" })
}

document.addEventListener("keydown", (event) => {
  if (!rows.length || localStorage.getItem("keys-off") === "1") return
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (document.documentElement.classList.contains("locked")) return
  if (event.target.closest("textarea, select, [contenteditable], dialog, input:not([type=checkbox])")) return
  const key = event.key.toLowerCase()
  const inRows = here() >= 0
  if (key === "j" || (key === "arrowdown" && inRows)) move(1)
  else if (key === "k" || (key === "arrowup" && inRows)) move(-1)
  else if (key === "x" && inRows && choice(rows[here()])) choice(rows[here()]).click()
  else {
    // Where nothing is chosen, a decision is about the row where one is.
    if ((key === "a" || key === "r") && inRows && !event.repeat && !rows.some((row) => choice(row)?.checked)) {
      const one = choice(rows[here()])
      if (one) one.checked = true
    }
    return
  }
  event.preventDefault()
})
