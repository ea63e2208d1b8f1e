// Answers save themselves: when one leaves a box, chooses, rests from typing, or leaves
// the page. Questions that an answer opens appear, and those it closes go.
const form = document.querySelector("form[data-keeps-words]")
const line = form.querySelector("[data-kept]")
const REST = 6000
let waiting, sending = false, again = false, sent = false

const say = (what) => { line.textContent = what ? line.dataset[what] : "" }
// Without the token against forged requests: it goes in a header, and may be renewed.
const written = () => new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"))
const names = () => [...form.querySelectorAll("[data-questions] [name]")].map((box) => box.name)
let last = String(written())

function soon(after) {
  clearTimeout(waiting)
  waiting = setTimeout(keep, after)
}

async function keep() {
  clearTimeout(waiting)
  const words = written()
  if (sent || String(words) === last) return
  if (sending) {
    again = true
    return
  }
  sending = true
  say("saving")
  try {
    const answer = await window.house.send(form.action, { method: "POST", body: words })
    if (answer.status === 409) {
      say("finished") // sent from another page: to try again would not help
      return
    }
    if (!answer.ok) throw new Error(answer.status)
    const told = await answer.json()
    last = String(words)
    say(Object.keys(told.errors).length ? "part" : "saved")
    if (changed(told.asked)) await renew()
  } catch {
    say("later")
    soon(10000)
  } finally {
    sending = false
    if (again) {
      again = false
      soon(0)
    }
  }
}

// Whether other questions are asked now than those that stand in the page.
function changed(asked) {
  const here = names()
  const of = (field, name) => name === field || name.startsWith(`${field}_`)
  return asked.some((field) => !here.some((name) => of(field, name))) ||
    here.some((name) => !asked.some((field) => of(field, name)))
}

// The questions as the server asks them now, with every word that is in the boxes.
async function renew() {
  const page = await fetch(form.action || location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" })
  if (!page.ok) return
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-questions]")
  if (!fresh || sent) return
  const place = form.querySelector("[data-questions]")
  const focus = document.activeElement?.id
  for (const box of place.querySelectorAll("[name]")) {
    const twin = box.type === "radio" || box.type === "checkbox"
      ? fresh.querySelector(`[name="${CSS.escape(box.name)}"][value="${CSS.escape(box.value)}"]`)
      : fresh.querySelector(`[name="${CSS.escape(box.name)}"]`)
    if (!twin) continue
    if ("checked" in box && (box.type === "radio" || box.type === "checkbox")) twin.checked = box.checked
    else twin.value = box.value
  }
  place.replaceChildren(...fresh.childNodes)
  document.getElementById(focus)?.focus({ preventScroll: true })
  last = String(written())
}

form.addEventListener("input", () => {
  if (!sending) say("")
  soon(REST)
})
form.addEventListener("change", () => soon(150))
form.addEventListener("submit", () => { sent = true })
window.addEventListener("pageshow", () => { sent = false })
// Leaving the page by a link, or putting the phone away.
document.addEventListener("visibilitychange", () => {
  if (document.hidden && !sent && String(written()) !== last) {
    fetch(form.action, { method: "POST", body: written(), keepalive: true, credentials: "same-origin", headers: { "X-Keeps-Words": "1", "X-CSRFToken": window.house.token() } }).catch(() => {})
  }
})
