// What the other scripts need: words in the page's language, and requests that
// survive the end of a session (3-lock.js). Pages use window.house.send(address, options).
const words = document.getElementById("words")?.dataset ?? {}
const waiting = []

window.house = {
  words,

  token() {
    return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? ""
  },

  // Like fetch. A 401 locks the page; the request is sent again after unlocking,
  // and only then the promise is kept. A request that is refused again and again is given up.
  async send(address, options = {}, tries = 0) {
    const headers = new Headers(options.headers)
    headers.set("X-Keeps-Words", "1")
    if ((options.method ?? "GET") !== "GET") headers.set("X-CSRFToken", window.house.token())
    const answer = await fetch(address, { ...options, headers, credentials: "same-origin" })
    if (answer.status !== 401 || tries > 2) {
      document.dispatchEvent(new Event("house:active"))
      return answer
    }
    return new Promise((resolve, reject) => {
      window.house.later(() => window.house.send(address, options, tries + 1).then(resolve, reject))
    })
  },

  // Do this once the page is unlocked.
  later(what) {
    waiting.push(what)
    document.dispatchEvent(new Event("house:locked-out"))
  },

  // The page is open again, perhaps with a new token against forged requests.
  reopened(token) {
    if (token) {
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }))
      for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token
    }
    for (const what of waiting.splice(0)) what()
  },

  // Say something in the page: tone is "ok", "warn" or "danger".
  say(text, tone = "ok") {
    const flash = document.getElementById("flash")
    if (!flash) return
    const line = document.createElement("div")
    line.className = `alert alert-${tone}`
    line.textContent = text
    flash.replaceChildren(line)
    line.scrollIntoView({ block: "nearest" })
  },
}

document.addEventListener("htmx:responseError", (event) => {
  const { xhr, requestConfig, target } = event.detail
  if (xhr.status === 401) {
    const { verb, path, parameters, elt } = requestConfig
    window.house.later(() => window.htmx.ajax(verb, path, { source: elt, target, values: parameters }))
  } else {
    window.house.say(xhr.status === 403 || xhr.status === 404 ? words.refused : words.failed, "danger")
  }
})
document.addEventListener("htmx:sendError", () => window.house.say(words.failed, "danger"))
document.addEventListener("htmx:afterOnLoad", () => document.dispatchEvent(new Event("house:active")))

// Whoever signs out leaves nothing of theirs in this browser. The answers of others who
// use it wait on; of files and how they lie nobody knows whose they are: all of it goes.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !("signsOut" in event.target.dataset)) return
  document.dispatchEvent(new Event("house:signing-out"))
  const goes = [`unsent:${document.body.dataset.person}:`, "upload:", "tray:"]
  try {
    Object.keys(localStorage).filter((name) => goes.some((one) => name.startsWith(one))).forEach((name) => localStorage.removeItem(name))
  } catch { /* there is no such room */ }
})
