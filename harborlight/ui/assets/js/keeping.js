// Answers save themselves: when one leaves a box, chooses, rests from typing, or leaves
// the page. Questions that an answer opens appear, and those it closes go. Each answer
// says which value it was written over; where somebody else changed that meanwhile,
// nothing is overwritten, and the page asks which one is right.
const form = document.querySelector("form[data-keeps-words]")
const line = form.querySelector("[data-kept]")
const place = form.querySelector("[data-questions]")
const REST = 6000
const OVER = "_over"
const KEEP = "_keep"
// How long somebody who pressed the button waits before they are told that it does not work.
const PATIENCE = 15000
let waiting, losing, again = false, sent = false
let pressed = null // the button that goes on, once what is written has arrived
let next = "" // where it leads then, as the server said
let failing = false // what is written could not be sent
let sending = null // what is on its way
let unsure = null // what may or may not have arrived: it is sent again, as it was, first

const say = (what) => {
  line.textContent = what ? line.dataset[what] ?? what : ""
  line.classList.toggle("kept-late", what === "offline" || what === "later")
}
// What the server does not take, for a reason that will not change.
const refused = ["finished", "closed"]
// Without the token against forged requests: it goes in a header, and may be renewed.
const written = () => new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"))
const boxes = (within) => [...within.querySelectorAll("[name]")]
const names = () => boxes(place).map((box) => box.name).filter((name) => !name.endsWith(OVER) && !name.endsWith(KEEP))
const choice = (box) => box.type === "radio" || box.type === "checkbox"
let last = String(written())

function soon(after) {
  clearTimeout(waiting)
  waiting = setTimeout(keep, after)
}

async function keep() {
  clearTimeout(waiting)
  if (sent || (!pressed && !unsure && String(written()) === last)) return
  if (sending) {
    again = true
    return
  }
  say("saving")
  sending = deliver()
  try {
    say(await sending)
    failing = false
    if (pressed) goOn()
  } catch (trouble) {
    failing = true
    if (pressed && trouble.status < 500) goOn() // the server's own page says why
    else giveUp()
    soon(10000)
  } finally {
    sending = null
    if (again) {
      again = false
      soon(0)
    }
  }
}

// Sends what is written; what the line is to say then. Whoever pressed the button has
// everything sent, and is told where it leads.
async function deliver() {
  const fresh = () => String(written()) !== last
  let said = "saved"
  next = ""
  if (unsure) said = await once(unsure)
  if (!refused.includes(said) && (fresh() || (pressed && !next))) said = await once(written())
  while (pressed && !refused.includes(said) && fresh()) said = await once(written())
  return said
}

async function once(words) {
  unsure = words
  const answer = await window.house.send(form.action, { method: "POST", body: words })
  if (answer.status < 500) unsure = null
  if (answer.status === 409) {
    last = String(words) // to try again would not help; the words stay in the page
    next = ""
    return (await answer.json()).why
  }
  if (!answer.ok) throw Object.assign(new Error("not taken"), { status: answer.status })
  return heard(await answer.json(), words)
}

// The words have arrived. Where something is to be looked at, the form itself is sent:
// the page that comes back says what.
function goOn() {
  const button = pressed
  pressed = null
  sent = true
  if (next) location.assign(next)
  else form.requestSubmit(button)
}

// The page stays, with every word, and sends them later.
function giveUp() {
  say(pressed ? "offline" : "later")
  pressed = null
}

async function heard(told, words) {
  if (unsure === words) unsure = null
  const unchanged = String(written()) === String(words)
  for (const [name, version] of Object.entries(told.over)) {
    const box = form.elements[name]
    if (box) box.value = version
  }
  last = String(unchanged ? written() : words)
  next = told.next
  if (told.both) ask(told.both)
  else if (told.settled.length || changed(told.asked)) await renew(told.settled)
  if (told.unheard) return told.unheard
  if (told.both) return "both"
  return Object.keys(told.errors).length ? "part" : "saved"
}

// Whether other questions are asked now than those that stand in the page.
function changed(asked) {
  const here = names()
  const of = (field, name) => name === field || name.startsWith(`${field}_`)
  return asked.some((field) => !here.some((name) => of(field, name))) ||
    here.some((name) => !asked.some((field) => of(field, name)))
}

// The questions as the server asks them now; `settled`, or all without it, are shown as
// they stand there.
async function renew(settled) {
  const page = await fetch(form.action || location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" }).catch(() => null)
  if (!page?.ok) return
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-questions]")
  if (fresh) put(fresh, settled)
}

// Both answers, and the question which one is right; asked once.
function ask(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body
  const asks = (within) => boxes(within).filter((box) => box.name.endsWith(KEEP)).map((box) => box.name + box.value).join()
  if (asks(fresh) !== asks(place)) put(fresh, [])
}

// Puts questions into the page, with every word that is in the boxes.
function put(fresh, settled) {
  if (sent) return
  const same = String(written()) === last
  const { id, selectionStart, selectionEnd } = document.activeElement ?? {}
  for (const box of boxes(place)) {
    if (!settled || settled.some((field) => box.name === field || box.name.startsWith(`${field}_`))) continue
    const which = `[name="${CSS.escape(box.name)}"]` + (choice(box) ? `[value="${CSS.escape(box.value)}"]` : "")
    const twin = fresh.querySelector(which)
    if (!twin) continue
    if (choice(box)) twin.checked = box.checked
    else twin.value = box.value
  }
  place.replaceChildren(...fresh.childNodes)
  const focus = id && document.getElementById(id)
  if (focus) {
    focus.focus({ preventScroll: true })
    if (typeof selectionStart === "number") focus.setSelectionRange(selectionStart, selectionEnd)
  }
  if (same) last = String(written())
}

form.addEventListener("input", () => {
  if (!sending) say("")
  soon(REST)
})
form.addEventListener("change", () => soon(150))
form.addEventListener("submit", (event) => {
  if (sent) return
  // What is written arrives first: a page that cannot be reached would be a dead end,
  // and this one then knows what it is written over.
  event.preventDefault()
  event.stopPropagation() // else the second press, which is ours, would count as one too many
  if (pressed) return
  pressed = event.submitter ?? form.querySelector(".button-main")
  clearTimeout(losing)
  // A page that locked meanwhile goes on when it is unlocked.
  losing = setTimeout(() => { if (pressed && !document.querySelector("#lock[open]")) giveUp() }, PATIENCE)
  keep()
})
window.addEventListener("online", () => { if (unsure) soon(0) })
// Words that could not be sent are not left behind without a question.
window.addEventListener("beforeunload", (event) => {
  if (failing && !sent && (unsure || String(written()) !== last)) event.preventDefault()
})
window.addEventListener("pageshow", (event) => {
  sent = false
  // Shown again from memory: what stands in it may be old.
  if (event.persisted && !unsure && String(written()) === last) renew()
})
// Leaving the page by a link, or putting the phone away.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    if (unsure) soon(0)
    return
  }
  if (sent || sending || String(written()) === last) return
  const words = written()
  unsure = words
  fetch(form.action, { method: "POST", body: words, keepalive: true, credentials: "same-origin", headers: { "X-Keeps-Words": "1", "X-CSRFToken": window.house.token() } })
    .then(async (answer) => { if (answer.ok) await heard(await answer.json(), words) })
    .catch(() => {})
})
