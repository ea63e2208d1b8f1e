// The pages that come next are fetched while there is a connection, so that whoever loses
// it goes on answering. They live in this page alone and are gone with it: unlike the
// answers (unsent.js), nothing of them is kept.
const form = document.querySelector("form[data-keeps-words]")
const place = form.querySelector("[data-questions]")
const heading = document.querySelector("[data-heading]")
const back = document.querySelector("[data-back]")
// Whoever hurries through their pages needs none of it.
const REST = 4000
let coming = []
const been = new Map() // address -> how the page stood, and what came after it

async function look() {
  if (!navigator.onLine || navigator.connection?.saveData) return
  const answer = await fetch(form.dataset.ahead, { credentials: "same-origin", headers: { "X-Keeps-Words": "1" } }).catch(() => null)
  if (answer?.ok) coming = (await answer.json()).pages
}

const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes]

function show(page) {
  heading.replaceChildren(...parsed(page.heading))
  place.replaceChildren(...parsed(page.questions))
  document.title = page.title
  form.action = page.action
  form.querySelector("[name=entry]")?.remove()
  if (page.entry) form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "entry", value: page.entry }))
  if (back) back.href = page.before
  window.scrollTo(0, 0)
  document.getElementById("main").focus({ preventScroll: true })
  return window.house.turned()
}

const here = () => location.pathname + location.search
const asItStands = () => ({
  title: document.title,
  heading: heading.innerHTML,
  questions: place.innerHTML,
  action: form.action,
  entry: form.querySelector("[name=entry]")?.value ?? "",
  before: back?.href ?? "",
})

window.house.ahead = {
  // To the next page that is at hand; false: there is none.
  goOn() {
    const page = coming.shift()
    if (!page) return false
    const left = here()
    if (!been.has(left)) been.set(left, asItStands())
    const made = { ...page, before: left, action: new URL(page.action, location.href).href }
    been.set(page.address, made)
    history.pushState(null, "", page.address)
    show(made)
    return true
  },
}

window.addEventListener("popstate", () => {
  const page = been.get(here())
  // What has arrived stands on the server, and not in a page of before.
  if (page && window.house.unsent.waits()) show(page)
  else location.reload()
})
// The page before this one is at hand too, though no server answers.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-back]")
  if (!link || navigator.onLine || !been.has(link.pathname + link.search)) return
  event.preventDefault()
  event.stopPropagation()
  history.back()
}, true)
setTimeout(look, REST)
