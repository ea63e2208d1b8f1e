// Answers save themselves: when one leaves a box, chooses, rests from typing, or leaves
// the page. Questions that an answer opens appear, and those it closes go. Each answer
// says which value it was written over; where somebody else changed that meanwhile,
// nothing is overwritten, and the page asks which one is right. Every way off the page
// waits until what is written has arrived: a page asked for at the same time as the words
// are sent may come back without them. Until they have, they are kept in the browser too
// (unsent.js); without a connection one goes on with the pages at hand (ahead.js).
const store = window.house.unsent
const form = document.querySelector("form[data-keeps-words]")
const line = form.querySelector("[data-kept]")
const place = form.querySelector("[data-questions]")
const REST = 6000
const OVER = "_over"
const KEEP = "_keep"
// How long somebody who pressed the button waits before they are told that it does not work.
const PATIENCE = 15000
const TYPED = 250
// What a browser still sends when the page it comes from is gone.
const OUTLIVES = 60000
let waiting, losing, again = false, sent = false
let pressed = null // the button that goes on, once what is written has arrived
let next = "" // where it leads then, as the server said
let goesOn = false // somebody pressed the button in vain, and has typed nothing since
let leaving = null // another way off the page, taken once what is written has arrived
// Something that stands in the page was not taken down as it stands: so after a mistake.
let untaken = Boolean(document.querySelector("[data-summary]"))
let failing = false // what is written could not be sent
let sending = null // what is on its way
let unsure = null // what may or may not have arrived: it is sent again, as it was, first
let draft = store.newName() // what the words in the page are called where they are kept
let mine = new Set() // the names of what this page sends itself
let kept = "", keeping = Promise.resolve(false), typing
let turns = 0 // how many pages have stood here
const address = () => form.action.split("#")[0]
store.but = (item) => mine.has(item.name)

const say = (what) => {
  line.textContent = what ? line.dataset[what] ?? what : ""
  line.classList.toggle("kept-late", ["offline", "stay", "later"].includes(what))
}
// What the server does not take, for a reason that will not change.
const refused = ["finished", "closed"]
// Without the token against forged requests: it goes in a header, and may be renewed.
const written = () => new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"))
const boxes = (within) => [...within.querySelectorAll("[name]")]
const names = () => boxes(place).map((box) => box.name).filter((name) => !name.endsWith(OVER) && !name.endsWith(KEEP))
const choice = (box) => box.type === "radio" || box.type === "checkbox"
let last = String(written())
const fresh = () => String(written()) !== last
const going = () => pressed || leaving

// What stands in the page is kept in this browser as it is typed.
function keepHere(also = false) {
  clearTimeout(typing)
  const words = String(written())
  if (words === kept || (words === last && !also)) return keeping
  const before = kept && store.mayBeSent() ? draft : ""
  if (before) draft = store.newName()
  kept = words
  mine.add(draft)
  const title = document.querySelector("h1")?.textContent ?? ""
  keeping = store.put({ name: draft, address: address(), title, body: words })
  if (before) keeping.then((isKept) => { if (isKept) forget(before) })
  return keeping
}

// Another page may have sent the words of before, under their name: these are others.
function forget(name) {
  mine.delete(name)
  store.drop(name)
}

// The words get their name and are on their way: what is typed now has another one.
function named(words) {
  if (words.answer) return words
  if (String(words) !== last) keepHere()
  words.answer = draft
  draft = store.newName()
  return words
}

// All of it stands on the server, or what was not taken down still stands in the page.
function arrived() {
  const before = [...mine]
  mine = new Set()
  kept = ""
  if (untaken || fresh()) keepHere(true)
  before.filter((name) => !mine.has(name)).forEach(store.drop)
}

function soon(after) {
  clearTimeout(waiting)
  waiting = setTimeout(keep, after)
}

async function keep() {
  clearTimeout(waiting)
  if (sent || (!going() && !unsure && !fresh())) return
  if (sending) {
    again = true
    return
  }
  say("saving")
  const page = turns
  sending = deliver()
  try {
    const said = await sending
    if (page !== turns) return
    say(said)
    failing = false
    if (pressed) goOn()
    else if (goesOn && said === "saved" && next && !fresh()) goOn()
    else if (refused.includes(said)) leaving = null // the page says why, with the words
    else if (leaving) go()
  } catch (trouble) {
    if (page !== turns) return // it is sent again, by its name, with what waits
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
  let said = "saved"
  next = ""
  if (!(await store.flush(store.but))) throw new Error("what was written before comes first")
  if (unsure) said = await once(overNow(unsure))
  if (!refused.includes(said) && (fresh() || (pressed && !next))) said = await once(written())
  while (going() && !refused.includes(said) && fresh()) said = await once(written())
  return said
}

async function once(words) {
  unsure = named(words)
  const headers = { "X-Answer": words.answer }, page = turns
  const answer = await window.house.send(form.action, { method: "POST", body: words, headers, keepalive: String(words).length < OUTLIVES })
  if (page !== turns) throw new Error("another page stands here")
  if (answer.status < 500) unsure = null
  if (answer.status === 409) {
    last = String(words) // to try again would not help; the words stay in the page
    untaken = true
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

// The words are kept and sent later. Whoever pressed the button goes on to the next page,
// if it is at hand; else this one stays.
async function giveUp() {
  const on = pressed, any = going()
  pressed = leaving = null
  await keepHere()
  const isKept = store.isKept(mine)
  if (on && window.house.ahead.goOn()) return
  if (on) goesOn = true
  say(any ? (isKept ? "offline" : "stay") : "later")
  store.show()
}

// Another page stands in this one now; words that were written on it before come back.
window.house.turned = async () => {
  clearTimeout(waiting)
  turns += 1
  unsure = null
  untaken = again = false
  goesOn = false
  next = kept = ""
  draft = store.newName()
  mine = new Set()
  last = String(written())
  say("")
  await putBack()
  store.show()
}

// What was written here and has not arrived, on this page or on one that was closed since.
async function putBack() {
  const before = await store.of(address())
  if (untaken) { // a mistake: the words stand in the page that came back
    keepHere(true)
    before.forEach((item) => store.drop(item.name))
    return store.flush(store.but)
  }
  const item = before.at(-1)
  if (item) mine.add(item.name)
  await store.flush(store.but)
  if (!item || fresh()) return
  const words = new URLSearchParams(store.body(item.name) ?? item.body)
  fill(words)
  unsure = Object.assign(words, { answer: item.name })
  soon(0)
}

// What was written earlier on the same page may have arrived meanwhile.
function overNow(words) {
  for (const [name, version] of new URLSearchParams(store.body(words.answer))) {
    if (!name.endsWith(OVER)) continue
    words.set(name, version)
    const box = form.elements[name]
    if (box) box.value = version
  }
  return words
}

function fill(words) {
  for (const box of boxes(place)) {
    if (choice(box)) box.checked = words.getAll(box.name).includes(box.value)
    else if (words.has(box.name)) box.value = words.get(box.name)
  }
}

// Somebody leaves by a link or another form of the page; again, after it could not be
// done, the browser asks. `way` does what they wanted, `carry` takes along what was not
// taken down.
function leave(event, way, carry = way) {
  if (sent || failing) return
  if (!sending && !unsure && !fresh()) {
    if (!untaken || carry === way) return
    event.preventDefault()
    event.stopPropagation()
    carry()
    return
  }
  event.preventDefault()
  event.stopPropagation()
  if (going()) return
  leaving = [way, carry]
  patiently()
  keep()
}

function go() {
  const [way, carry] = leaving
  leaving = null
  clearTimeout(losing)
  sent = !untaken
  if (untaken) carry()
  else way()
}

function patiently() {
  clearTimeout(losing)
  // A page that locked meanwhile goes on when it is unlocked.
  losing = setTimeout(() => { if (going() && !document.querySelector("#lock[open]")) giveUp() }, PATIENCE)
}

// Another language, and the form itself: its page comes back in that language, with the
// words and what is wrong with them.
async function sendIn(languages, button) {
  const chosen = new URLSearchParams([...new FormData(languages), [button.name, button.value]])
  await fetch(languages.action, { method: "POST", body: chosen, credentials: "same-origin", redirect: "manual" }).catch(() => null)
  sent = true
  form.submit()
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
  untaken = Boolean(told.unheard || told.both || Object.keys(told.errors).length)
  arrived()
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
  goesOn = false
  if (!sending) say("")
  clearTimeout(typing)
  typing = setTimeout(keepHere, TYPED)
  soon(REST)
})
form.addEventListener("change", () => {
  keepHere()
  soon(150)
})
form.addEventListener("submit", (event) => {
  if (sent) return
  // What is written arrives first: a page that cannot be reached would be a dead end,
  // and this one then knows what it is written over.
  event.preventDefault()
  event.stopPropagation() // else the second press, which is ours, would count as one too many
  if (pressed) return
  pressed = event.submitter ?? form.querySelector(".button-main")
  leaving = null
  patiently()
  keep()
})
document.addEventListener("submit", (event) => {
  const other = event.target, button = event.submitter
  if (other === form || other.closest("dialog, [hx-post], [hx-get]") || other.method === "dialog") return
  const languages = "language" in other.dataset && button
  leave(event, () => other.requestSubmit(button), languages ? () => sendIn(other, button) : undefined)
}, true)
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]")
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  if (link.target || link.hasAttribute("download") || !/^https?:$/.test(link.protocol)) return
  if (link.hash && link.href.split("#")[0] === location.href.split("#")[0]) return
  leave(event, () => location.assign(link.href))
}, true)
window.addEventListener("online", () => { if (unsure) soon(0) })
document.addEventListener("house:signing-out", () => { sent = true })
// What waited has arrived: the page does not say any more that it is kept.
document.addEventListener("house:sent", () => {
  if (!sending && !unsure && !fresh() && line.classList.contains("kept-late")) say("")
})
// Words that could not be sent, or not be taken, are not left behind without a question.
window.addEventListener("beforeunload", (event) => {
  if (sent) return
  const late = failing && (unsure || fresh()) && !store.isKept(mine)
  const newer = sending && String(written()) !== String(unsure)
  if (late || newer || untaken) event.preventDefault()
  else sendLast() // before the next page is asked for
})
window.addEventListener("pageshow", (event) => {
  sent = false
  // Shown again from memory: what stands in it may be old.
  if (event.persisted && !unsure && String(written()) === last) renew()
})
// Going back, closing the page, or putting the phone away.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) keepHere()
  if (document.hidden) sendLast()
  else if (unsure) soon(0)
})

function sendLast() {
  if (sent || !fresh()) return
  const words = written()
  if (sending || String(words) === String(unsure)) {
    again = Boolean(sending)
    return
  }
  unsure = named(words)
  fetch(form.action, { method: "POST", body: words, keepalive: true, credentials: "same-origin", headers: { "X-Keeps-Words": "1", "X-Answer": words.answer, "X-CSRFToken": window.house.token() } })
    .then(async (answer) => { if (answer.ok) await heard(await answer.json(), words) })
    .catch(() => {})
}

putBack()
