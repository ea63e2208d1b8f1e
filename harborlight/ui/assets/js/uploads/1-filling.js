// Fills in what was read on a paper that has just arrived (uploads.js): into boxes that are
// empty and that nobody touched, each with a line that says so. What somebody writes or
// chooses is theirs, and stays; another paper takes along what was read on the one before.
// Where several papers are sent at once, each has boxes of its own (tray.js).
"use strict";
(() => {
  if (window.house.Filling) return
  const FIELDS = ["what", "kind", "issued_on", "expires_on", "country", "language"]
  const PART = /_(year|month|day)$/
  // Of several papers each box begins with the key of its own: KEY-issued_on_year.
  const bare = (name) => name?.split("-").at(-1).replace(PART, "")

  window.house.Filling = class {
    // box: says in words what happens, in data-read. of: where the answers stand.
    // words: data-read-on, data-filled. needs: whether the form is not sent without a field.
    constructor(box, { of = box.closest("form"), words = box.dataset, needs = (_field, [first]) => first.required } = {}) {
      Object.assign(this, { box, of, words, needs })
      // What only the name of a file says: what stands on it says more.
      this.guessed = {}
      this.theirs = new Set()
      this.filled = new Map()
      const touched = (event) => this.touched(bare(event.target.name))
      for (const kind of ["input", "change"]) of?.addEventListener(kind, touched)
    }

    // Whether this form asks for anything that could be read.
    get asks() {
      return FIELDS.some((field) => this.boxes(field).length)
    }

    boxes(field) {
      const named = (box) => box.type !== "hidden" && bare(box.name) === field
      return [...(this.of?.elements ?? this.of?.querySelectorAll("input, select") ?? [])].filter(named)
    }

    // said: as the server wrote it. needed: only what the form cannot be sent without.
    fill(said, needed = false) {
      for (const [field, value] of new URLSearchParams(said)) {
        const boxes = FIELDS.includes(field) ? this.boxes(field) : []
        const isFree = (box) => (!box.value || box.value === this.guessed[field]) && box !== document.activeElement
        const free = boxes.length && !this.theirs.has(field) && !this.filled.has(field) && boxes.every(isFree)
        if (free && (!needed || this.needs(field, boxes)) && this.put(boxes, value)) this.mark(field, boxes)
      }
      if (this.filled.size) this.tell(this.words.filled)
    }

    put(boxes, value) {
      const [year, month, day] = value.split("-")
      const parts = { year, month: String(Number(month)), day: String(Number(day)) }
      const before = boxes.map((box) => box.value)
      for (const box of boxes) {
        const [, part] = PART.exec(box.name) ?? []
        box.value = part ? parts[part] : value
      }
      if (boxes.every((box) => box.value)) return true
      boxes.forEach((box, n) => { box.value = before[n] })
      return false
    }

    mark(field, boxes) {
      const line = document.createElement("p")
      line.id = `read-${boxes[0].name}`
      line.className = "was-read"
      line.textContent = this.words.readOn
      const described = boxes[0].closest("fieldset") ?? boxes[0]
      described.setAttribute("aria-describedby", `${described.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim())
      boxes[0].closest(".field").append(line)
      this.filled.set(field, () => {
        const others = described.getAttribute("aria-describedby").split(" ").filter((id) => id !== line.id).join(" ")
        if (others) described.setAttribute("aria-describedby", others)
        else described.removeAttribute("aria-describedby")
        line.remove()
      })
    }

    touched(field) {
      if (!FIELDS.includes(field)) return
      this.theirs.add(field)
      this.filled.get(field)?.()
      this.filled.delete(field)
    }

    // Another file was chosen, or none: what stood on the one before is no longer true.
    forget() {
      for (const [field, unmark] of this.filled) {
        for (const box of this.boxes(field)) box.value = ""
        unmark()
      }
      this.filled.clear()
      this.tell("")
    }

    tell(words) {
      const told = this.box.querySelector("[data-read]")
      if (told) told.textContent = words
    }
  }

  // What is said of several papers at once: filled in where every one says the same.
  const OF_ALL = ["country", "language"]
  window.house.Together = class {
    constructor(filling) {
      this.filling = filling
      this.papers = new Map()
      this.agreed = ""
    }

    // said: as the server wrote it, "" before it did; null: this paper is not sent after all.
    hear(paper, said) {
      if (said === null) this.papers.delete(paper)
      else this.papers.set(paper, new URLSearchParams(said))
      const agreed = new URLSearchParams()
      for (const field of OF_ALL) {
        const [value, ...others] = new Set([...this.papers.values()].map((one) => one.get(field) ?? ""))
        if (value && !others.length) agreed.set(field, value)
      }
      if (agreed.toString() === this.agreed) return
      this.agreed = agreed.toString()
      this.filling.forget()
      this.filling.fill(this.agreed)
    }
  }
})()
