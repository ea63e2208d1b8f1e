// Photos that become one paper, or papers that nobody asked for: each is sent as soon as it is chosen (uploads.js), and
// stays where it was put while the others are still on their way. Without this script
// the buttons send the form, and the server does the same.
"use strict";
(() => {
  const tray = document.querySelector("[data-tray]")
  const sending = window.house.uploading
  if (!tray || !sending || !window.crypto?.subtle) return
  const { Upload, filled, mega, hashed } = sending
  const { Filling, Together } = window.house
  const list = tray.querySelector("[data-pieces]")
  const pattern = tray.querySelector("template[data-new]")
  const AT_ONCE = 2
  const waiting = []
  let going = 0
  let then = null
  let made = 0

  const pieces = () => [...list.children]
  const tell = (text) => { tray.querySelector("[data-told]").textContent = text }
  const addressOf = (key) => {
    const address = new URL(tray.dataset.sendTo, location.href)
    address.pathname += `${key}/`
    return address
  }
  const prefix = () => hashed(document.body.dataset.person, tray.dataset.purpose, tray.dataset.reference)

  // What a paper is, its date, and what all of them have in common, as far as it was read.
  const about = document.querySelector("[data-about]")
  const together = about ? new Together(new Filling(about, { of: about, words: tray.dataset })) : null
  function reading(item, isBack = false) {
    const own = new Filling(item, { of: item, words: tray.dataset, needs: (field) => field === "what" })
    const fill = (said) => {
      if (!item.isConnected) return
      own.fill(said, isBack)
      together.hear(item, said)
    }
    together?.hear(item, "")
    return { asks: Boolean(together), fill, own }
  }

  // One photo: its place in the list, and what uploads.js tells of it.
  class Line {
    constructor(file) {
      this.file = file
      this.box = tray
      this.named(`new${made += 1}`)
      this.item.line = this
      this.item.querySelector("[name=piece]").disabled = true
      this.item.querySelector("progress").hidden = false
      this.say(tray.dataset.beginning)
      const picture = this.item.querySelector("img")
      if (picture && /^image\/(jpeg|png|webp)$/.test(file.type)) picture.src = URL.createObjectURL(file)
      list.append(this.item)
      this.filling = reading(this.item)
      this.guess()
    }

    named(key) {
      const html = pattern.innerHTML.replaceAll("KEY", key)
      const made = document.createElement("template")
      made.innerHTML = html
      this.item = made.content.firstElementChild
      for (const part of this.item.querySelectorAll("[aria-label]")) {
        part.setAttribute("aria-label", part.getAttribute("aria-label").replace("NAME", this.file.name))
      }
      this.item.querySelector("[data-name]").textContent = this.file.name
    }

    // By its name it may be one of those that were asked for; then they need not choose.
    guess() {
      const select = this.item.querySelector("select")
      if (!select) return
      const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length > 4)
      const words = new Set(plain(this.file.name.replace(/\.[^.]*$/, "")))
      const found = [...select.options].filter((option) => option.value && plain(option.text).some((word) => words.has(word)))
      if (!found.length) return
      select.value = found[0].value
      this.filling.own.guessed.what = select.value
    }

    prefix() { return prefix() }

    async begin() {
      const { size, name } = this.file
      const most = Number(tray.dataset.largest)
      if (!size) return this.refused(tray.dataset.empty)
      if (size > most) return this.refused(filled(tray.dataset.tooLarge, { all: mega(size), most: mega(most) }))
      if (!tray.dataset.endings.split(" ").includes(name.toLowerCase().split(".").at(-1))) return this.refused(tray.dataset.wrongKind)
      const twin = await this.twin()
      if (twin) return this.refused(filled(tray.dataset.twice, { name: twin.querySelector("[data-name]").textContent }))
      if (this.done) return
      this.upload = new Upload(this, this.file)
      this.upload.go()
    }

    // The same file, chosen before under whatever name; what cannot be read is told later.
    async twin() {
      const bytes = await this.file.arrayBuffer().catch(() => null)
      if (!bytes) return null
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
      const sha = [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
      const twin = pieces().find((item) => item !== this.item && item.dataset.sha === sha)
      if (!twin) this.item.dataset.sha = sha
      return twin
    }

    say(text) {
      const said = this.item.querySelector("[data-said]")
      said.hidden = !text
      if (said.textContent !== text) said.textContent = text
    }

    progress(sent, seconds, known) {
      const { dataset } = tray
      this.item.querySelector("progress").value = Math.round((sent / this.file.size) * 1000)
      const minutes = Math.round(seconds / 60)
      const left = seconds < 45 ? dataset.seconds : minutes < 2 ? dataset.minute : filled(dataset.minutes, { n: minutes })
      const words = filled(dataset.sending, { sent: mega(sent), all: mega(this.file.size) })
      this.say(known ? `${words}, ${left}.` : `${words}.`)
    }

    refused(text) {
      this.item.classList.add("piece-wrong")
      together?.hear(this.item, null)
      this.item.querySelector("progress").hidden = true
      this.say(text)
      this.over()
    }

    arrived(upload) {
      upload.remember()
      const key = new URL(upload.address, location.href).pathname.split("/").at(-2)
      const same = list.querySelector(`[data-piece="${key}"]`)
      if (same) {
        this.item.remove()
        together?.hear(this.item, null)
      } else this.rename(key)
      this.over()
    }

    // From now on the form names it: what was turned and cut meanwhile stays.
    rename(key) {
      const was = this.item.dataset.piece
      this.item.dataset.piece = key
      for (const part of this.item.querySelectorAll("[name], button, label, [id]")) {
        for (const name of ["name", "id", "for", "aria-describedby"]) {
          if (part.getAttribute(name)?.includes(was)) part.setAttribute(name, part.getAttribute(name).replaceAll(was, key))
        }
        if (part.value?.includes?.(was)) part.value = part.value.replace(was, key)
      }
      const input = this.item.querySelector("[name=piece]")
      input.value = key
      input.disabled = false
      this.item.querySelector("progress").hidden = true
      this.say("")
      keep()
      const img = this.item.querySelector("img")
      if (img && !img.getAttribute("src")) img.src = `${location.pathname}${key}/`
    }

    // What was seen in it: it may be taken out before the others are sent.
    heard(words, isRefused) {
      if (isRefused) {
        this.item.classList.add("piece-wrong")
        together?.hear(this.item, null)
      }
      this.say(words)
    }

    over() {
      this.done = true
      going -= 1
      next()
    }

    stop() {
      this.upload?.stop()
      if (!this.done) this.over()
    }
  }

  function next() {
    while (going < AT_ONCE && waiting.length) {
      going += 1
      waiting.shift().begin()
    }
    if (!going && !waiting.length && then) {
      const button = then
      then = null
      tray.requestSubmit(button)
    }
  }

  function add(files) {
    for (const file of files) waiting.push(new Line(file))
    next()
  }

  // One that came before this page was opened.
  function forget(key) {
    const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": window.house.token() }
    fetch(addressOf(key), { method: "DELETE", headers }).catch(() => {})
  }

  // What was read on it meanwhile. Dates that were left empty on purpose stay so.
  function goOn(item) {
    const said = item.querySelector("[data-said]")
    const heard = (words) => Object.assign(said, { textContent: words, hidden: !words })
    const upload = new Upload({ filling: reading(item, !tray.hasAttribute("data-fresh")), heard, keeps: () => item.isConnected }, null)
    upload.address = addressOf(item.dataset.piece)
    upload.heed()
  }

  function turn(item) {
    const old = Number(item.dataset.turned)
    const turned = (old + 90) % 360
    item.dataset.turned = turned
    item.querySelector("[data-turn]").value = turned
    item.querySelector("img").className = `turned-${turned}`
    const [left, top, right, bottom] = ["left", "top", "right", "bottom"].map((side) => item.querySelector(`[data-side=${side}]`))
    ;[left.value, top.value, right.value, bottom.value] = [bottom.value, left.value, top.value, right.value]
    cut(item)
  }

  // What is cut off is not shown. The picture is turned by its style, so the edges turn back.
  function cut(item) {
    const img = item.querySelector("img")
    const sides = ["top", "right", "bottom", "left"].map((side) => Number(item.querySelector(`[data-side=${side}]`).value))
    const quarter = Number(item.dataset.turned) / 90
    const wide = img.naturalWidth || 1
    const high = img.naturalHeight || 1
    const [across, down] = [Math.min(1, wide / high), Math.min(1, high / wide)]
    const back = [0, 1, 2, 3].map((n) => sides[(n + quarter) % 4])
    const inset = back.map((part, n) => {
      const length = n % 2 ? across : down
      return `${((1 - length) / 2) * 100 + part * length}%`
    })
    img.style.clipPath = sides.some(Boolean) ? `inset(${inset.join(" ")})` : ""
  }

  // How they lie, and what each one is, is kept on this device, by keys: whoever comes
  // back finds it so.
  const KEPT = "tray:"
  const inputs = (item) => [...item.querySelectorAll("[data-turn], [data-side], select[name$=what]")]
  async function keep() {
    const lie = pieces().map((item) => [item.dataset.piece, ...inputs(item).map(({ value }) => value)])
    try { localStorage.setItem(KEPT + await prefix(), JSON.stringify(lie)) } catch { /* a private window */ }
  }

  async function restore() {
    let lie = []
    try { lie = JSON.parse(localStorage.getItem(KEPT + await prefix()) ?? "[]") } catch { /* as they came */ }
    for (const [key, turned, ...sides] of lie) {
      const item = pieces().find(({ dataset }) => dataset.piece === key)
      if (!item) continue
      if (item.querySelector("[data-turn]")) item.dataset.turned = turned ?? 0
      inputs(item).forEach((input, n) => {
        const value = [turned, ...sides][n] ?? ""
        const gone = input.options && ![...input.options].some((option) => option.value === value)
        if (!gone) input.value = value
      })
      const img = item.querySelector("img")
      if (img) {
        img.className = `turned-${turned}`
        if (img.complete) cut(item)
        else img.addEventListener("load", () => cut(item), { once: true })
      }
    }
    const place = (item) => lie.findIndex(([key]) => key === item.dataset.piece)
    const known = pieces().filter((item) => place(item) >= 0).sort((one, other) => place(one) - place(other))
    for (const item of known.reverse()) list.prepend(item)
    if (!known.length) localStorage.removeItem(KEPT + await prefix())
  }

  function moved(item) {
    const place = { name: item.querySelector("[data-name]").textContent, n: pieces().indexOf(item) + 1, all: pieces().length }
    tell(filled(tray.dataset.place, place))
  }

  // What cannot be shown (yet) leaves its place empty.
  tray.addEventListener("error", ({ target }) => {
    if (target.tagName === "IMG") target.removeAttribute("src")
  }, true)
  tray.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]")
    const item = button?.closest("[data-piece]")
    if (!item) return
    const [deed] = button.value.split(":")
    event.preventDefault()
    if (deed === "turn") return turn(item)
    if (deed === "remove") {
      const near = item.nextElementSibling ?? item.previousElementSibling
      if (item.line) item.line.stop()
      else forget(item.dataset.piece)
      item.remove()
      together?.hear(item, null)
      ;(near?.querySelector("button") ?? tray.querySelector("input[type=file]:not([capture])")).focus()
      return
    }
    const other = deed === "earlier" ? item.previousElementSibling : item.nextElementSibling
    if (!other) return
    if (deed === "earlier") other.before(item)
    else other.after(item)
    button.focus()
    moved(item)
  })
  tray.addEventListener("input", (event) => {
    if (event.target.dataset.side) cut(event.target.closest("[data-piece]"))
  })
  tray.addEventListener("change", (event) => {
    if (event.target.type !== "file") return
    add(event.target.files)
    event.target.value = ""
  })
  tray.addEventListener("submit", (event) => {
    if (!going && !waiting.length) return
    event.preventDefault()
    event.stopImmediatePropagation()
    then = event.submitter
    tell(tray.dataset.then)
    list.scrollIntoView({ block: "nearest" })
  }, true)

  // After the deed itself; what the server laid out (without this script, or after it
  // refused something) is newer than what was kept.
  for (const happened of ["click", "input", "change", "dragend"]) tray.addEventListener(happened, () => keep())
  const laid = tray.hasAttribute("data-fresh") ? restore() : Promise.resolve()
  if (together) laid.then(() => pieces().filter((item) => !item.line).forEach(goOn))
  window.house.tray = { tray, list, pieces, moved, add }
})()
