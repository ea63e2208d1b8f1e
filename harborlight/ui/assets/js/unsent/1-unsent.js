// Answers that have not arrived yet are kept in this browser, encrypted under a key that
// only a page of the signed-in account carries, and are sent in their order as soon as the
// server can be reached: also by another page, later, after signing in again. Each set of
// answers has a name of its own, so that what arrived already and is sent again is not a
// second answer. Where nothing may stay on the phone they live as long as the page.
const about = document.getElementById("unsent").dataset
const place = document.querySelector("[data-unsent]")
const owner = document.body.dataset.person
const ROOM = `unsent:${owner}:`
// What nobody came back for; the sign-in page says nothing of it, and nobody can read it.
const FORGOTTEN = 30 * 24 * 3600 * 1000
const AGAIN = 10000
// Whose page an answer is being written on: no other page sends it meanwhile.
const me = `unsent-page:${crypto.randomUUID?.() ?? Math.random()}`
const several = new Map() // name -> {name, at, address, title, body, by, look, lines}
let key = null, sending = null, waiting, told = 0

const isKept = about.keeps === "yes" && window.isSecureContext && Boolean(crypto.subtle)
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
// Letter by letter: spread into one call, a long text would be too many arguments.
const text = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
const inOrder = () => [...several.values()].sort((one, other) => one.at - other.at)

async function sealed(item) {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(item))
  return `${text(nonce)}.${text(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain))}`
}

async function opened(said) {
  const [nonce, rest] = said.split(".").map(bytes)
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, key, rest)))
}

// What other pages of this browser kept; what is of another key, or too old, goes.
async function read() {
  if (!key) return
  const there = Object.keys(localStorage).filter((name) => name.startsWith(ROOM))
  for (const name of [...several.keys()]) if (several.get(name).kept && !there.includes(ROOM + name)) several.delete(name)
  for (const room of there) {
    const item = await opened(localStorage.getItem(room) ?? "").catch(() => null)
    if (!item || Date.now() - item.at > FORGOTTEN) localStorage.removeItem(room)
    else if (isOlder(several.get(item.name))) several.set(item.name, { ...item, kept: true })
  }
}

// Whether what lies there may be newer than what this page knows.
const isOlder = (known) => !known || (known.kept && known.by !== me)

const ready = (async () => {
  if (!isKept) return
  try {
    key = await crypto.subtle.importKey("raw", bytes(about.key), "AES-GCM", false, ["encrypt", "decrypt"])
    await read()
  } catch {
    key = null // a private window may have no room: then the page itself keeps them
  }
})()

// Held as long as this page lives: others see whether somebody is still writing.
if (navigator.locks) navigator.locks.request(me, () => new Promise(() => {}))
async function writtenElsewhere() {
  if (!navigator.locks) return new Set()
  const { held } = await navigator.locks.query()
  return new Set(held.map((lock) => lock.name).filter((name) => name !== me))
}

async function put(item) {
  await ready
  const whole = { at: Date.now(), by: me, ...several.get(item.name), ...item }
  several.set(item.name, whole)
  if (!key) return false
  try {
    const said = await sealed(whole)
    if (several.get(item.name) !== whole) return true // newer words came meanwhile
    localStorage.setItem(ROOM + item.name, said)
    whole.kept = true
    return true
  } catch {
    whole.kept = false // the room is full: an older one may lie there
    return false
  }
}

function drop(name) {
  several.delete(name)
  try {
    localStorage.removeItem(ROOM + name)
  } catch { /* there is no such room */ }
}

// Sends what waits, but for what the page at hand is about to send itself.
function flush(but = () => false) {
  sending ??= deliver(but).finally(() => { sending = null; show() })
  return sending
}

async function deliver(but) {
  await ready
  await read()
  const elsewhere = await writtenElsewhere()
  const mine = (item) => !item.look && !elsewhere.has(item.by) && !but(item)
  for (let item; (item = inOrder().find(mine)); ) {
    if (!(await arrives(item))) {
      soon()
      return false
    }
    if (!several.has(item.name)) told += 1
  }
  document.dispatchEvent(new Event("house:sent"))
  return true
}

// Whether the server has heard it; what it did not take is looked at by whoever wrote it.
async function arrives(item) {
  let answer
  try {
    answer = await window.house.send(item.address, { method: "POST", body: new URLSearchParams(item.body), headers: { "X-Answer": item.name } })
  } catch {
    return false
  }
  if (answer.status >= 500) return false
  const said = await answer.json().catch(() => null)
  if (answer.ok && said) {
    carry(item, said.over)
    if (said.unheard) await put({ ...item, look: true, lines: [said.unheard] })
    else if (said.both || Object.keys(said.errors).length) await put({ ...item, look: true })
    else drop(item.name)
    return true
  }
  await put({ ...item, look: true, lines: said?.lines ?? [] })
  return true
}

// What was written later on the same page was written over what has just arrived.
function carry(first, over) {
  for (const item of inOrder()) {
    if (item.address !== first.address || item.at <= first.at || item.look) continue
    const body = new URLSearchParams(item.body)
    for (const [name, version] of Object.entries(over)) if (body.has(name)) body.set(name, version)
    put({ ...item, body: String(body) })
  }
}

function soon() {
  clearTimeout(waiting)
  waiting = setTimeout(() => flush(window.house.unsent.but), AGAIN)
}

// --- What the page says of it ---------------------------------------------

const line = (words, tone = "info") => {
  const one = document.createElement("div")
  one.className = `alert alert-${tone}`
  one.append(Object.assign(document.createElement("p"), { textContent: words }))
  return one
}

function show() {
  if (!place) return
  const here = window.house.unsent.but
  const open = inOrder().filter((item) => !here(item))
  const later = new Set(open.filter((item) => !item.look).map((item) => item.address))
  const shown = []
  if (later.size) shown.push(line(key ? about.later : about.stay, "warn"))
  else if (told) shown.push(line(about.sent, "ok"))
  for (const item of open.filter((one) => one.look)) shown.push(toLookAt(item))
  place.replaceChildren(...shown)
  place.hidden = !shown.length
}

function toLookAt(item) {
  const closed = item.lines?.length
  const one = line((closed ? about.closed : about.look).replace("{title}", item.title), "warn")
  for (const words of item.lines ?? []) one.append(Object.assign(document.createElement("p"), { textContent: words }))
  const ways = document.createElement("p")
  ways.className = "mt-2 flex flex-wrap items-center gap-3"
  if (!closed) {
    const there = { className: "button button-small button-main", href: item.address, textContent: about.open }
    ways.append(Object.assign(document.createElement("a"), there))
  }
  const away = { type: "button", className: "button button-small button-second", textContent: closed ? about.seen : about.away }
  ways.append(Object.assign(document.createElement("button"), away))
  ways.lastChild.addEventListener("click", () => { drop(item.name); show() })
  one.append(ways)
  return one
}

// Signing out wipes what this browser keeps of us (1-house.js): what can be sent goes
// first, and somebody whose words cannot be sent is asked once.
let warned = false
const isWaiting = () => several.size > 0 || (key && Object.keys(localStorage).some((name) => name.startsWith(ROOM)))
document.addEventListener("submit", (event) => {
  const form = event.target
  if (warned || !("signsOut" in form.dataset) || !isWaiting()) return
  event.preventDefault()
  event.stopPropagation()
  flush().finally(() => {
    warned = true
    if (!several.size) return form.requestSubmit()
    window.house.say(about.signOut, "warn")
  })
}, true)

// Nothing is written down again while the page goes.
document.addEventListener("house:signing-out", () => {
  key = null
  several.clear()
})

window.addEventListener("online", () => flush(window.house.unsent.but))
document.addEventListener("visibilitychange", () => { if (!document.hidden && several.size) flush(window.house.unsent.but) })

window.house.unsent = {
  ready,
  put,
  drop,
  flush,
  show,
  but: () => false, // what the page at hand sends itself: keeping.js says
  // Whether these lie in the browser as they are now: its room may be full.
  isKept: (names) => Boolean(key) && [...names].every((name) => !several.has(name) || several.get(name).kept),
  // Where other pages cannot see that this one lives, they may send what it keeps.
  mayBeSent: () => !navigator.locks,
  waits: () => several.size > 0,
  body: (name) => several.get(name)?.body,
  // What was written for a page and no other page is about to send.
  async of(address) {
    await ready
    const elsewhere = await writtenElsewhere()
    return inOrder().filter((item) => item.address === address && !elsewhere.has(item.by))
  },
  newName: () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
}
ready.then(() => {
  show()
  // A page of questions first puts its own words back.
  if (!document.querySelector("form[data-keeps-words]")) flush()
})
