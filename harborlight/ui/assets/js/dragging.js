// Dragged photos of a tray (tray.js) change their place; dragged files are added,
// wherever on the page they are dropped.
"use strict";
(() => {
  if (!window.house.tray) return
  const { tray, list, pieces, moved, add } = window.house.tray
  const place = tray.querySelector(".upload")
  const brings = (event) => [...(event.dataTransfer?.types ?? [])].some((type) => type.toLowerCase() === "files")
  let held = null

  // Where the order says nothing, nothing is moved: words can be marked with the mouse.
  const movable = () => {
    for (const item of pieces()) item.draggable = Boolean(item.querySelector("[data-turn]"))
  }
  movable()
  new MutationObserver(movable).observe(list, { childList: true })
  list.addEventListener("dragstart", (event) => {
    if (event.target.closest("input")) return event.preventDefault()
    held = event.target.closest("[data-piece]")
    held?.classList.add("is-moving")
  })
  list.addEventListener("dragend", () => {
    held?.classList.remove("is-moving")
    if (held) moved(held)
    held = null
  })
  document.addEventListener("dragover", (event) => {
    if (!held && !brings(event)) return
    event.preventDefault()
    if (!held) place.classList.add("is-over")
    const over = event.target.closest("[data-piece]")
    if (!held || !over || over === held) return
    const later = pieces().indexOf(over) > pieces().indexOf(held)
    if (later) over.after(held)
    else over.before(held)
  })
  document.addEventListener("dragleave", () => place.classList.remove("is-over"))
  document.addEventListener("drop", (event) => {
    if (!held && !brings(event)) return
    event.preventDefault()
    place.classList.remove("is-over")
    if (!held) add(event.dataTransfer.files)
  })
})()
