// Boxes over pages: drawn with a mouse, a pen or a finger, or moved with keys. Each is a
// line of five numbers in the form, and whoever has no script writes those.
const form = document.querySelector("[data-boxes-form]")
const rows = form.querySelector("[data-boxes-rows]")
const empty = form.querySelector("[data-boxes-empty]")
const total = form.querySelector("[name$='-TOTAL_FORMS']")
const SVG = "http://www.w3.org/2000/svg"
// Percents: the smallest box that is drawn, a step of a key, and what rounding leaves.
const SMALLEST = 0.8
const STEP = 1
const rounded = (value) => Math.round(value * 10) / 10
const within = (value, least, most) => Math.min(Math.max(value, least), most)

const part = (row, name) => row.querySelector(`[name$='-${name}']`)
const number = (row, name) => Number.parseFloat(part(row, name).value)
const drawn = new Map()

function isEmpty(row) {
  return ["page", "left", "top", "width", "height"].every((name) => !part(row, name).value)
}

function newRow() {
  const free = [...rows.querySelectorAll("[data-boxes-row]")].find(isEmpty)
  if (free) return free
  const row = empty.content.firstElementChild.cloneNode(true)
  row.innerHTML = row.innerHTML.replaceAll("__prefix__", total.value)
  total.value = Number(total.value) + 1
  rows.append(row)
  return row
}

function write(row, box) {
  for (const [name, value] of Object.entries(box)) part(row, name).value = name === "page" ? value : rounded(value)
  draw(row)
}

function box(row) {
  const found = { page: Number.parseInt(part(row, "page").value, 10) }
  for (const name of ["left", "top", "width", "height"]) found[name] = number(row, name)
  return found
}

function clear(row) {
  for (const name of ["page", "left", "top", "width", "height"]) part(row, name).value = ""
  row.hidden = true
  drawn.get(row)?.remove()
  drawn.delete(row)
}

// The picture of a line of numbers; none where they say nothing yet. Lines that are empty
// are not shown: a box brings its own.
function draw(row) {
  row.hidden = isEmpty(row) && !row.contains(document.activeElement)
  const said = box(row)
  const over = form.querySelector(`[data-boxed='${said.page}'] svg`)
  if (!over || [said.left, said.top, said.width, said.height].some(Number.isNaN)) {
    drawn.get(row)?.remove()
    drawn.delete(row)
    return null
  }
  let rect = drawn.get(row)
  if (!rect) {
    rect = document.createElementNS(SVG, "rect")
    rect.setAttribute("tabindex", "0")
    rect.setAttribute("role", "button")
    rect.setAttribute("aria-label", form.dataset.boxName)
    rect.setAttribute("aria-describedby", "boxes-keys")
    rect.addEventListener("keydown", (event) => byKey(event, row))
    drawn.set(row, rect)
  }
  rect.setAttribute("x", `${said.left}%`)
  rect.setAttribute("y", `${said.top}%`)
  rect.setAttribute("width", `${said.width}%`)
  rect.setAttribute("height", `${said.height}%`)
  if (rect.parentNode !== over) over.append(rect)
  return rect
}

function byKey(event, row) {
  const ways = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }
  if (event.key === "Delete") {
    event.preventDefault()
    clear(row)
    form.querySelector("[data-boxes-add]")?.focus()
    return
  }
  const way = ways[event.key]
  if (!way) return
  event.preventDefault()
  const said = box(row)
  if (event.shiftKey) {
    said.width = within(said.width + way[0], SMALLEST, 100 - said.left)
    said.height = within(said.height + way[1], SMALLEST, 100 - said.top)
  } else {
    said.left = within(said.left + way[0], 0, 100 - said.width)
    said.top = within(said.top + way[1], 0, 100 - said.height)
  }
  write(row, said)
}

function place(event, over) {
  const at = over.getBoundingClientRect()
  return {
    across: within(((event.clientX - at.left) / at.width) * 100, 0, 100),
    down: within(((event.clientY - at.top) / at.height) * 100, 0, 100),
  }
}

for (const boxed of form.querySelectorAll("[data-boxed]")) {
  const over = boxed.querySelector("svg")
  boxed.classList.add("boxed-drawing")
  let begun = null
  over.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    const held = [...drawn].find(([, rect]) => rect === event.target)
    begun = { from: place(event, over), row: held?.[0] ?? null, was: held && box(held[0]) }
    over.setPointerCapture(event.pointerId)
  })
  over.addEventListener("pointermove", (event) => {
    if (!begun) return
    const to = place(event, over)
    const across = to.across - begun.from.across
    const down = to.down - begun.from.down
    if (begun.was) {
      const { was } = begun
      write(begun.row, { ...was, left: within(was.left + across, 0, 100 - was.width), top: within(was.top + down, 0, 100 - was.height) })
      return
    }
    if (Math.abs(across) < SMALLEST || Math.abs(down) < SMALLEST) return
    begun.row ??= newRow()
    write(begun.row, {
      page: boxed.dataset.boxed,
      left: Math.min(begun.from.across, to.across),
      top: Math.min(begun.from.down, to.down),
      width: Math.abs(across),
      height: Math.abs(down),
    })
  })
  const end = () => {
    if (begun?.row) drawn.get(begun.row)?.focus()
    begun = null
  }
  over.addEventListener("pointerup", end)
  over.addEventListener("pointercancel", end)
}

form.addEventListener("click", (event) => {
  const add = event.target.closest("[data-boxes-add]")
  if (add) {
    const row = newRow()
    write(row, { page: add.dataset.boxesAdd, left: 35, top: 45, width: 30, height: 4 })
    drawn.get(row)?.focus()
  }
  const remove = event.target.closest("[data-boxes-remove]")
  if (remove) clear(remove.closest("[data-boxes-row]"))
})
form.addEventListener("input", (event) => {
  const row = event.target.closest("[data-boxes-row]")
  if (row) draw(row)
})
for (const one of form.querySelectorAll("[data-boxes-add][hidden], [data-boxes-told][hidden], [data-boxes-remove][hidden]")) one.hidden = false
for (const one of empty.content.querySelectorAll("[data-boxes-remove][hidden]")) one.hidden = false
for (const row of rows.querySelectorAll("[data-boxes-row]")) draw(row)
