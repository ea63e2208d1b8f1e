// Small comforts; everything works without them.
const words = window.house.words

// A menu closes when something else is pressed, or on Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false
  }
})
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.menu[open]")
    if (menu) {
      menu.open = false
      menu.querySelector("summary").focus()
    }
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const search = document.querySelector("[data-key='/']")
    if (search) {
      event.preventDefault()
      search.focus()
    }
  }
})

// Where the page does not come by a safe way (a firm's own network), the browser offers no
// clipboard: then the words are marked and copied as by hand. It needs no network either way.
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch { /* by hand, below */ }
  const box = document.createElement("textarea")
  box.value = text
  box.readOnly = true
  box.className = "sr-only"
  const here = document.activeElement
  document.body.append(box)
  box.select()
  const done = document.execCommand("copy")
  box.remove()
  here?.focus()
  return done
}
// One place whose words are read aloud as they come.
const aloud = document.createElement("p")
aloud.className = "sr-only"
aloud.setAttribute("role", "status")
document.body.append(aloud)
function sayAloud(text) {
  aloud.textContent = ""
  setTimeout(() => { aloud.textContent = text }, 50)
}

// A password can be looked at, by whoever is alone with it.
function offerToShow(scope) {
  for (const button of scope.querySelectorAll("[data-reveal][hidden]")) button.hidden = false
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]")
  if (button) {
    const input = document.getElementById(button.dataset.reveal)
    const shown = input.type === "password"
    input.type = shown ? "text" : "password"
    button.textContent = shown ? words.hide : words.show
    button.setAttribute("aria-pressed", String(shown))
  }
  const copy = event.target.closest("[data-copy]")
  if (copy) {
    toClipboard(copy.dataset.copy).then((done) => {
      const word = copy.querySelector("[data-copy-word]") ?? copy
      word.textContent = done ? words.copied : words.notCopied
      sayAloud(copy.textContent)
    })
  }
  const print = event.target.closest("[data-print]")
  if (print) window.print()
})

// After a form came back with errors, the summary is the first thing to hear.
function attend(scope) {
  offerToShow(scope)
  scope.querySelector("[data-summary]")?.focus()
  for (const drop of scope.querySelectorAll("[data-drop][hidden]")) drop.hidden = false
  // On a narrow screen a row of tabs is wider than the page: show where one is.
  for (const here of scope.querySelectorAll(".tabs [aria-current]")) {
    const row = here.parentElement
    const left = here.getBoundingClientRect().left - row.getBoundingClientRect().left
    if (left + here.offsetWidth > row.clientWidth) row.scrollLeft += left - 32
  }
}
document.addEventListener("htmx:load", (event) => attend(event.target))
attend(document)

// Leaving a page with words in it that were not sent: the browser asks.
let unsent = false
document.addEventListener("input", (event) => {
  const form = event.target.form
  if (form?.method === "post" && !("unguarded" in form.dataset) && !form.closest("[hx-post], dialog")) unsent = true
})
document.addEventListener("submit", (event) => {
  if (event.target.method === "post" && !("unguarded" in event.target.dataset)) unsent = false
  // Pressed twice is sent once.
  const form = event.target
  // After a mistake the words stand in the page that came back: another language drops them.
  if ("language" in form.dataset && document.querySelector("[data-summary]")) unsent = true
  if (form.dataset.sent === "1") event.preventDefault()
  else if (form.method === "post" && !form.matches("[hx-post], dialog form")) {
    form.dataset.sent = "1"
    setTimeout(() => { form.dataset.sent = "" }, 4000)
  }
})
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) form.dataset.sent = ""
})
window.addEventListener("beforeunload", (event) => {
  if (unsent) event.preventDefault()
})

// Going back finds what was typed. The browser keeps no page of ours, for whoever comes
// after; what it keeps of a tab's own way ends with the tab.
document.addEventListener("submit", (event) => {
  const form = event.target
  if (!("keepsBack" in form.dataset)) return
  const typed = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken")
  history.replaceState({ ...history.state, typed }, "")
})
const goneBackTo = history.state?.typed && document.querySelector("form[data-keeps-back]")
if (goneBackTo) {
  for (const [name, value] of history.state.typed) {
    const box = goneBackTo.elements[name]
    if (box && "value" in box && box.type !== "hidden" && typeof value === "string") box.value = value
  }
}

// Files: names are shown, and they can be dropped.
document.addEventListener("change", (event) => {
  const place = event.target.closest?.("[data-upload]")
  if (!place || event.target.type !== "file") return
  const names = [...place.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files])
  place.querySelector(".upload-names").replaceChildren(...names.map((file) => {
    const line = document.createElement("li")
    line.textContent = file.name
    return line
  }))
})
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target.closest?.("[data-upload]")
    const brings = [...(event.dataTransfer?.types ?? [])].some((type) => type.toLowerCase() === "files")
    // One that is dropped beside its place must not take the page away.
    if (brings && document.querySelector("[data-upload], [data-tray]")) event.preventDefault()
    if (!place) return
    place.classList.toggle("is-over", brings && kind === "dragover")
    if (kind === "drop" && brings) {
      const input = place.querySelector("input[type=file]:not([capture])")
      const taken = new DataTransfer()
      const files = [...event.dataTransfer.files]
      for (const file of input.multiple ? files : files.slice(0, 1)) taken.items.add(file)
      input.files = taken.files
      input.dispatchEvent(new Event("change", { bubbles: true }))
    }
  })
}

// The sheets of a form are heavy, and a phone pays for each. Until somebody scrolls, only
// those are fetched that can be seen; from then on, those of one view more.
const sheets = () => document.querySelectorAll("img[data-sheet]")
function showSheet(sheet) {
  sheet.src = sheet.dataset.sheet
  delete sheet.dataset.sheet
}
function watchSheets(rootMargin, threshold) {
  const near = new IntersectionObserver((found) => {
    for (const { isIntersecting, intersectionRatio, target } of found) {
      if (!isIntersecting || intersectionRatio < threshold || !target.dataset.sheet) continue
      near.unobserve(target)
      showSheet(target)
    }
  }, { rootMargin, threshold })
  for (const sheet of sheets()) near.observe(sheet)
  return near
}
if (sheets().length) {
  const first = watchSheets("0px", 0.1)
  window.addEventListener("scroll", () => {
    first.disconnect()
    watchSheets("100% 0px", 0)
  }, { once: true, passive: true })
  window.addEventListener("beforeprint", () => sheets().forEach(showSheet))
}
