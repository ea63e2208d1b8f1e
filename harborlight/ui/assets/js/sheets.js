// A page that is to be turned is shown as it will be.
for (const select of document.querySelectorAll("[data-turns] select")) {
  const show = () => {
    const every = document.querySelector("[name=every]")?.value
    const picture = select.closest("li").querySelector("img")
    picture.classList.remove("turned-90", "turned-180", "turned-270")
    const turn = select.value || every
    if (turn) picture.classList.add(`turned-${turn}`)
  }
  select.addEventListener("change", show)
  document.querySelector("[name=every]")?.addEventListener("change", show)
  show()
}
