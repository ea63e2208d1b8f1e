// Sends a chosen file piece by piece (tus 1.0.0) while the answers are still being
// written. A lost connection, a closed tab or a new network costs at most one piece.
// Without this script the form sends the file itself.
"use strict";
(() => {
  if (window.house.uploads) return
  window.house.uploads = true

  const PIECE = 8 * 1024 * 1024
  const VERSION = "1.0.0"
  const DAY = 24 * 3600 * 1000
  const SILENCE = 30_000
  const mega = (bytes) => (bytes / 1048576 < 10 ? (bytes / 1048576).toFixed(1) : String(Math.round(bytes / 1048576)))
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name])
  const wait = (seconds) => new Promise((done) => {
    const timer = setTimeout(over, seconds * 1000)
    function over() {
      clearTimeout(timer)
      window.removeEventListener("online", over)
      done()
    }
    window.addEventListener("online", over)
  })

  // Names of files are not left behind on a device that others use: only their hash.
  async function hashed(...parts) {
    const bytes = new TextEncoder().encode(JSON.stringify(parts))
    const digest = await crypto.subtle.digest("SHA-256", bytes)
    return [...new Uint8Array(digest).slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  }

  const remembered = {
    of(prefix) {
      return Object.keys(localStorage).filter((key) => key.startsWith(`upload:${prefix}`))
        .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }))
        .filter(({ key, at }) => Date.now() - at < DAY || localStorage.removeItem(key))
    },
    put(key, what) {
      try { localStorage.setItem(key, JSON.stringify({ ...what, at: Date.now() })) } catch { /* a private window */ }
    },
    drop(key) { localStorage.removeItem(key) },
  }

  // One request; the promise breaks when the connection does, or stays silent.
  function ask(method, address, { headers = {}, body = null, progress, upload } = {}) {
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest()
      let timer
      const alive = () => {
        clearTimeout(timer)
        timer = setTimeout(() => xhr.abort(), SILENCE)
      }
      xhr.open(method, address)
      const sent = { "Tus-Resumable": VERSION, "X-Keeps-Words": "1", "X-CSRFToken": window.house.token(), ...headers }
      for (const [name, value] of Object.entries(sent)) xhr.setRequestHeader(name, value)
      xhr.upload.onprogress = (event) => {
        alive()
        progress?.(event.loaded)
      }
      xhr.onloadend = () => {
        clearTimeout(timer)
        if (upload) upload.xhr = null
        if (xhr.status) resolve(xhr)
        else reject(new Error("no connection"))
      }
      if (upload) upload.xhr = xhr
      alive()
      xhr.send(body)
    })
  }

  const keyOf = (upload) => new URL(upload.address, location.href).pathname.split("/").at(-2)

  class Refused extends Error {}

  class Upload {
    constructor(place, file) {
      Object.assign(this, { place, file, offset: 0, stopped: false, xhr: null, rate: 0, told: 0 })
    }

    async go() {
      const { dataset } = this.place.box
      const prefix = await this.place.prefix()
      this.key = `upload:${prefix}:${await hashed(this.file.name, this.file.size, this.file.lastModified)}`
      this.address = remembered.of(prefix).find(({ key }) => key === this.key)?.address
      for (let failures = 0; !this.stopped;) {
        const before = this.offset
        try {
          if (!this.address) await this.begin(dataset)
          else await this.find()
          while (this.address && this.offset < this.file.size && !this.stopped) await this.send()
          if (this.address && !this.stopped) {
            this.place.arrived(this)
            return this.heed()
          }
        } catch (trouble) {
          if (this.stopped) return
          if (trouble instanceof Refused) return this.place.refused(trouble.message)
          if (!(await this.readable())) return this.place.refused(dataset.unreadable)
          failures = this.offset > before ? 0 : failures + 1
          this.place.say(dataset.waiting)
          await wait(Math.min(30, 2 ** failures / 2))
        }
      }
    }

    async begin(dataset) {
      const said = { purpose: dataset.purpose, reference: dataset.reference, filename: this.file.name }
      const coded = Object.entries(said).map(([name, value]) => {
        const bytes = new TextEncoder().encode(value)
        return `${name} ${btoa(String.fromCharCode(...bytes))}`
      })
      const answer = await this.heard("POST", dataset.sendTo, {
        headers: { "Upload-Length": String(this.file.size), "Upload-Metadata": coded.join(",") },
      })
      if (answer.status !== 201) throw new Error("not begun")
      this.address = answer.getResponseHeader("Location")
      this.offset = 0
      this.remember()
    }

    // What was sent with a form before this page was drawn is not asked for again: whoever
    // chooses it here means to send it once more. Another tab of that time is told.
    async find() {
      const age = performance.now() - (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0)
      const answer = await this.heard("HEAD", this.address)
      if (Number(answer.getResponseHeader("Upload-Taken") ?? 0) > age) {
        remembered.drop(this.key)
        this.address = null
        throw new Error("begin again")
      }
      if (answer.status === 200 && Number(answer.getResponseHeader("Upload-Length")) === this.file.size) {
        this.offset = Number(answer.getResponseHeader("Upload-Offset"))
      } else if (answer.status === 404 || answer.status === 410 || answer.status === 200) {
        remembered.drop(this.key)
        this.address = null
        throw new Error("begin again")
      } else throw new Error("not found")
    }

    // Somebody looks into it as soon as it is here: what was seen is said at once. Where
    // the form asks what stands on it, it is read too; that may take longer, or be nothing.
    // known: what was seen was said before; the page came back, and the file with it.
    async heed(known = false) {
      const { filling } = this.place
      const reads = Boolean(filling?.asks)
      let told = null
      for (const seconds of reads ? [1.5, 2, 3, 4, 5, 7, 9, 12, 15] : [1.5, 5]) {
        await new Promise((done) => setTimeout(done, seconds * 1000))
        if (this.stopped || this.place.keeps?.(this) === false) return
        const headers = reads ? { "Upload-Read": "wanted" } : {}
        const answer = await ask("HEAD", this.address, { headers, upload: this }).catch(() => null)
        if (this.stopped || this.place.keeps?.(this) === false) return
        const [refused, advice, read] = ["Upload-Refused", "Upload-Advice", "Upload-Read"].map((name) => answer?.getResponseHeader(name) ?? null)
        if (refused) return this.place.heard(decodeURIComponent(refused), true)
        // What was read may add to it. What stood there when the page came is not repeated.
        if (advice && advice !== told && !(known && told === null)) this.place.heard(decodeURIComponent(advice), false)
        told = advice ?? told
        if (read) {
          if (read !== "waiting") return filling.fill(read, known)
        } else if (advice !== null) return
      }
    }

    async send() {
      const from = this.offset
      const began = Date.now()
      const body = this.file.slice(from, Math.min(from + PIECE, this.file.size))
      const answer = await this.heard("PATCH", this.address, {
        headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(from) },
        body,
        progress: (loaded) => this.show(from + loaded, loaded, Date.now() - began),
      })
      if (answer.status !== 204) throw new Error("somewhere else")
      this.offset = Number(answer.getResponseHeader("Upload-Offset"))
      this.show(this.offset, body.size, Date.now() - began)
      this.remember()
    }

    // Asks; locks the page where the session is over, and goes on when it is open again.
    async heard(method, address, options = {}) {
      const answer = await ask(method, address, { ...options, upload: this })
      if (answer.status === 401) {
        await new Promise((resolve) => window.house.later(resolve))
        throw new Error("opened again")
      }
      if (answer.status === 403 && !this.renewed) {
        this.renewed = true
        const found = await (await fetch(document.body.dataset.alive)).json()
        window.house.reopened(found.token)
        throw new Error("asked again")
      }
      document.dispatchEvent(new Event("house:active"))
      const words = (answer.getResponseHeader("Content-Type") ?? "").startsWith("text/plain") ? answer.responseText : ""
      if ([413, 429, 507].includes(answer.status)) throw new Refused(words || this.place.box.dataset.failed)
      if (answer.status === 400 || answer.status === 403 || (answer.status === 404 && method === "POST")) {
        throw new Refused(words || this.place.box.dataset.failed)
      }
      return answer
    }

    show(sent, loaded, milliseconds) {
      if (Date.now() - this.told > 60_000) {
        this.told = Date.now()
        document.dispatchEvent(new Event("house:active"))
      }
      const now = loaded / Math.max(milliseconds, 1)
      this.rate = this.rate ? this.rate * 0.8 + now * 0.2 : now
      // From the first piece on: a fast line sends each in less time than it takes to know.
      this.since ??= Date.now() - milliseconds
      const known = Date.now() - this.since > 1500
      this.place.progress(sent, (this.file.size - sent) / this.rate / 1000, known)
    }

    remember() {
      remembered.put(this.key, { address: this.address, sent: this.offset, all: this.file.size })
    }

    async readable() {
      try {
        await this.file.slice(0, 1).arrayBuffer()
        return true
      } catch {
        return false
      }
    }

    stop() {
      this.stopped = true
      this.xhr?.abort()
      if (this.key) remembered.drop(this.key)
      if (this.address) ask("DELETE", this.address).catch(() => {})
    }
  }

  class Place {
    constructor(box) {
      this.box = box
      this.find = (name) => box.querySelector(`[data-${name}]`)
      this.wrong = box.closest(".field").querySelector("[data-wrong]")
      this.hidden = this.find("kept").querySelector("input")
      this.filling = window.house.Filling ? new window.house.Filling(box) : null
      this.upload = null
      this.then = null
      this.find("stop").addEventListener("click", () => this.stop())
      // What only a script can send is said where one runs.
      if (this.find("larger")) this.find("larger").hidden = false
      if (this.hidden.value && this.filling?.asks) this.goOn(this.hidden.value)
      this.prefix().then((prefix) => {
        const [begun] = remembered.of(prefix).filter(({ sent, all }) => sent < all)
        if (begun && !this.hidden.value && !this.upload) {
          this.find("begun-note").textContent = filled(box.dataset.begun, { sent: mega(begun.sent), all: mega(begun.all) })
          this.find("begun-note").hidden = false
        }
      })
    }

    // The page came back with the file: what was read on it may be here by now.
    goOn(key) {
      const upload = new Upload(this, null)
      const { pathname, search } = new URL(this.box.dataset.sendTo, location.href)
      upload.address = `${pathname}${key}/${search}`
      upload.heed(true)
    }

    // Whether this is the file that goes with the form.
    keeps(upload) {
      return Boolean(this.hidden.value) && this.hidden.value === keyOf(upload)
    }

    prefix() {
      const { purpose, reference } = this.box.dataset
      return hashed(document.body.dataset.person, purpose, reference)
    }

    chosen(input) {
      const [file] = input.files
      for (const other of this.inputs()) if (other !== input) other.value = ""
      this.leave()
      if (!file) return
      const { dataset } = this.box
      const ending = file.name.toLowerCase().split(".").at(-1)
      const isLarge = dataset.largeEndings.split(" ").includes(ending)
      const most = Math.min(Number(dataset.largest), isLarge ? Infinity : Number(dataset.largestWhole))
      if (!file.size) return this.refused(dataset.empty)
      if (file.size > most) return this.refused(filled(dataset.tooLarge, { all: mega(file.size), most: mega(most) }))
      if (!dataset.endings.split(" ").includes(ending)) return this.refused(dataset.wrongKind)
      this.find("name").textContent = file.name
      this.find("going").hidden = false
      this.box.querySelector("progress").value = 0
      this.say(dataset.beginning)
      this.upload = new Upload(this, file)
      this.upload.go()
    }

    inputs() {
      return this.box.querySelectorAll("input[type=file]")
    }

    // Whatever was going on here before is over.
    leave() {
      this.upload?.stop()
      this.upload = null
      this.filling?.forget()
      this.hidden.value = ""
      this.wrong.hidden = true
      this.box.closest(".field").classList.remove("field-wrong")
      this.box.querySelector(".upload-names").replaceChildren()
      for (const name of ["going", "kept", "begun-note"]) this.find(name).hidden = true
    }

    stop() {
      this.leave()
      this.then = null
      for (const input of this.inputs()) input.value = ""
      this.box.querySelector("input[type=file]:not([capture])").focus()
    }

    say(text) {
      const also = this.then ? ` ${this.box.dataset.then}` : ""
      if (this.find("said").textContent !== text + also) this.find("said").textContent = text + also
    }

    progress(sent, seconds, known) {
      const { dataset } = this.box
      const { size } = this.upload?.file ?? { size: sent }
      this.box.querySelector("progress").value = Math.round((sent / size) * 1000)
      const minutes = Math.round(seconds / 60)
      const left = seconds < 45 ? dataset.seconds : minutes < 2 ? dataset.minute : filled(dataset.minutes, { n: minutes })
      const words = filled(dataset.sending, { sent: mega(sent), all: mega(size) })
      this.say(known ? `${words}, ${left}.` : `${words}.`)
    }

    refused(text) {
      this.upload = null
      this.then = null
      for (const name of ["going", "kept"]) this.find(name).hidden = true
      this.wrong.textContent = text
      this.wrong.hidden = false
      this.box.closest(".field").classList.add("field-wrong")
      if (text !== this.box.dataset.failed) for (const input of this.inputs()) input.value = ""
      this.wrong.setAttribute("role", "alert")
    }

    arrived(upload) {
      this.upload = null
      upload.remember()
      for (const input of this.inputs()) input.value = ""
      this.find("going").hidden = true
      this.find("kept").hidden = false
      this.find("kept-name").textContent = upload.file.name
      this.find("advice").hidden = true
      this.hidden.value = keyOf(upload)
      const { then } = this
      this.then = null
      if (then) then.form.requestSubmit(then.button)
    }

    // What was seen in it. The form says it once more, if it is sent all the same.
    heard(words, isRefused) {
      if (!this.hidden.value) return
      const said = isRefused ? this.wrong : this.find("advice")
      said.textContent = words
      said.hidden = false
      if (!isRefused) return
      said.setAttribute("role", "alert")
      this.find("kept").hidden = true
      this.box.closest(".field").classList.add("field-wrong")
    }

    // The form is sent when the file is here.
    waits(form, button) {
      this.then = { form, button: button?.form === form ? button : undefined }
      // Where there is no connection, that stays said.
      const { textContent } = this.find("said")
      this.say(textContent.replace(` ${this.box.dataset.then}`, ""))
      this.find("going").scrollIntoView({ block: "nearest" })
    }
  }

  // For those who send several at once (tray.js).
  window.house.uploading = { Upload, filled, mega, hashed }
  if (!window.crypto?.subtle) return
  const places = [...document.querySelectorAll("[data-upload][data-send-to]")].map((box) => new Place(box))

  document.addEventListener("change", (event) => {
    const place = places.find(({ box }) => box.contains(event.target))
    if (place && event.target.type === "file") place.chosen(event.target)
  })
  document.addEventListener("submit", (event) => {
    const place = places.find(({ box, upload }) => upload && event.target.contains(box))
    if (!place) return
    event.preventDefault()
    event.stopImmediatePropagation()
    place.waits(event.target, event.submitter)
  }, true)
})()
