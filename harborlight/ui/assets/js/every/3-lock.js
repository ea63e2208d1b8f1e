// The page locks when the session ends, and keeps every word that was typed.
// Whoever is at the page (typing, pressing) keeps the session alive; another tab counts too.
// The tab in which somebody signed in again says so to the locked ones.
if (document.querySelector("[data-signed-in-again]")) new BroadcastChannel("house").postMessage("open")

const { lockAfter, alive, person } = document.body.dataset
const dialog = document.getElementById("lock")

if (dialog && lockAfter) {
  const words = window.house.words
  const warning = document.getElementById("lock-warning")
  const form = dialog.querySelector("form")
  const problem = dialog.querySelector("[role=alert]")
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("house") : null
  let ends = Date.now() + Number(lockAfter) * 1000
  let asked = Date.now()

  const left = () => ends - Date.now()
  const open = (seconds) => {
    ends = Date.now() + seconds * 1000
    warning.textContent = ""
  }

  // Asks how long the session lasts; `touch` also says that somebody is here.
  async function ask(touch) {
    const answer = await fetch(alive + (touch ? "&touch=1" : ""), { headers: { "X-Keeps-Words": "1" } })
    if (answer.status === 401) return null
    return answer.ok ? answer.json() : { seconds: Math.max(left() / 1000, 30) }
  }

  // Covers the page, unless the session is open after all (another tab signed in).
  async function lock() {
    const found = await ask(false).catch(() => null)
    if (found && found.person && found.person !== person) return location.reload()
    if (found) {
      open(found.seconds)
      window.house.reopened(found.token)
      if (dialog.open) uncover()
      return
    }
    if (dialog.open) return
    document.documentElement.classList.add("locked")
    dialog.showModal()
    dialog.querySelector("input[type=password]").focus()
  }

  function uncover() {
    document.documentElement.classList.remove("locked")
    dialog.close()
    problem.hidden = true
    form.reset()
    tabs?.postMessage("open")
  }

  function complain(text) {
    problem.textContent = text
    problem.hidden = false
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const body = new FormData(form)
    body.set("csrfmiddlewaretoken", await fresh())
    const answer = await fetch(dialog.dataset.signIn, {
      method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
    }).catch(() => null)
    if (!answer) return complain(words.failed)
    if (!answer.ok) {
      const said = await answer.json().catch(() => null)
      return complain(said?.form?.errors?.[0] ?? words.wrongPassword)
    }
    const where = (await answer.json()).location
    await lock()
    // A second step is asked for: it has a page of its own.
    if (dialog.open && where) window.open(where, "_blank")
  })

  async function fresh() {
    const page = await fetch(dialog.dataset.signIn, { headers: { Accept: "text/html" } })
    const found = new DOMParser().parseFromString(await page.text(), "text/html")
    return found.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? window.house.token()
  }

  const passkey = dialog.querySelector("[data-unlock-passkey]")
  if (window.PublicKeyCredential) passkey.hidden = false
  passkey.addEventListener("click", async () => {
    try {
      const token = await fresh()
      const answer = await fetch(dialog.dataset.passkey, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } })
      const credential = await window.house.passkeyFor((await answer.json()).request_options)
      const body = new FormData()
      body.set("credential", JSON.stringify(credential))
      body.set("csrfmiddlewaretoken", token)
      await fetch(dialog.dataset.passkey, { method: "POST", body, redirect: "manual" })
      await lock()
      if (dialog.open) complain(words.noPasskey)
    } catch {
      complain(words.noPasskey)
    }
  })

  dialog.addEventListener("cancel", (event) => event.preventDefault())
  // From the last thing on the cover Tab leads to the first, and back: not out of the page.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return
    const stops = [...dialog.querySelectorAll("a[href], button, input")].filter((one) => one.offsetParent)
    const here = stops.indexOf(document.activeElement)
    const leaves = event.shiftKey ? here <= 0 : here === stops.length - 1
    if (!leaves) return
    event.preventDefault()
    stops.at(event.shiftKey ? -1 : 0).focus()
  })
  document.addEventListener("house:locked-out", lock)
  document.addEventListener("house:active", () => open(Number(lockAfter)))
  tabs?.addEventListener("message", (event) => {
    if (event.data === "open" && dialog.open) lock()
    if (event.data === "out") location.reload()
    if (typeof event.data === "number") open(event.data)
  })
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && (dialog.open || left() <= 0)) lock()
  })
  // A page from the browser's memory shows nothing until the session is known to be open.
  window.addEventListener("pageshow", (event) => { if (event.persisted) lock() })

  const here = () => {
    if (dialog.open || Date.now() - asked < 60_000) return
    asked = Date.now()
    ask(true).then((found) => {
      if (!found) return lock()
      open(found.seconds)
      tabs?.postMessage(found.seconds)
    }, () => {})
  }
  for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, here, { passive: true })

  setInterval(() => {
    if (dialog.open) return
    if (left() <= 0) lock()
    else if (left() <= 60_000 && !warning.textContent) warning.textContent = words.minuteLeft
  }, 1000)
}
