// Fills in what was read on a paper that has just arrived (uploads.js): into boxes that are
// empty and that nobody touched, each with a line that says so. What somebody writes or
// chooses is theirs, and stays; another paper takes along what was read on the one before.
"use strict";
(() => {
  if (window.house.Filling) return
  const FIELDS = ["issued_on", "expires_on", "country", "language"]
  const PART = /_(year|month|day)$/

  window.house.Filling = class {
    constructor(box) {
      this.form = box.closest("form")
      this.box = box
      this.theirs = new Set()
      this.filled = new Map()
      const touched = (event) => this.touched(event.target.name?.replace(PART, ""))
      for (const kind of ["input", "change"]) this.form?.addEventListener(kind, touched)
    }

    // Whether this form asks for anything that could be read.
    get asks() {
      return FIELDS.some((field) => this.boxes(field).length)
    }

    boxes(field) {
      const named = (box) => box.type !== "hidden" && (box.name === field || box.name?.replace(PART, "") === field)
      return [...(this.form?.elements ?? [])].filter(named)
    }

    // said: as the server wrote it. needed: only what the form cannot be sent without.
    fill(said, needed = false) {
      for (const [field, value] of new URLSearchParams(said)) {
        const boxes = FIELDS.includes(field) ? this.boxes(field) : []
        const free = boxes.length && !this.theirs.has(field) && boxes.every((box) => !box.value && box !== document.activeElement)
        if (free && (!needed || boxes[0].required) && this.put(boxes, value)) this.mark(field, boxes)
      }
      if (this.filled.size) this.tell(this.box.dataset.filled)
    }

    put(boxes, value) {
      const [year, month, day] = value.split("-")
      const parts = { year, month: String(Number(month)), day: String(Number(day)) }
      for (const box of boxes) {
        const [, part] = PART.exec(box.name) ?? []
        box.value = part ? parts[part] : value
      }
      if (boxes.every((box) => box.value)) return true
      for (const box of boxes) box.value = ""
      return false
    }

    mark(field, boxes) {
      const line = document.createElement("p")
      line.id = `read-${field}`
      line.className = "was-read"
      line.textContent = this.box.dataset.readOn
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
      this.box.querySelector("[data-read]").textContent = words
    }
  }
})()
