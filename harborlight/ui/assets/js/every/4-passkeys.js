// Passkeys: the browser's own dialogue, from and to JSON.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0))
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
const known = (list) => list?.map((entry) => ({ ...entry, id: bytes(entry.id) }))

function written(credential) {
  const { response } = credential
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      ...(response.attestationObject
        ? { attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] }
        : { authenticatorData: text(response.authenticatorData), signature: text(response.signature), userHandle: text(response.userHandle) }),
    },
  }
}

// One request at a time: the button's takes over from the one that waits in the box.
let asking = null
window.house.passkeyFor = async ({ publicKey }, also = {}) => {
  asking?.abort()
  asking = new AbortController()
  return written(await navigator.credentials.get({
    ...also,
    signal: asking.signal,
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials) },
  }))
}

window.house.newPasskey = async ({ publicKey }) => written(await navigator.credentials.create({
  publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: known(publicKey.excludeCredentials),
    // Every passkey of ours opens the door by itself: the device must keep it and know its owner.
    authenticatorSelection: {
      ...publicKey.authenticatorSelection,
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    },
  },
}))

// A form with data-passkey="new" or "sign-in" and a hidden field `credential`: its options
// stand in the page (data-options names the element) or are asked for at its action.
async function options(form) {
  const here = document.getElementById(form.dataset.options)
  if (here) return JSON.parse(here.textContent)
  const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } })
  return answer.json()
}

// Once a button is pressed, the offer in the box must not come in between.
let pressed = false

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const problem = form.querySelector("[data-problem]")
  const complain = (words) => {
    problem.textContent = words
    problem.hidden = false
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (!window.PublicKeyCredential) return complain(window.house.words.cannotPasskey)
    problem.hidden = true
    pressed = true
    try {
      const found = await options(form)
      const credential = form.dataset.passkey === "new"
        ? await window.house.newPasskey(found.creation_options)
        : await window.house.passkeyFor(found.request_options)
      form.elements.credential.value = JSON.stringify(credential)
      form.submit()
    } catch {
      complain(window.house.words.noPasskey)
      form.dataset.sent = ""
    }
  })
}

// The browser offers a passkey in the box for the e-mail address, where it can.
const autofill = document.querySelector("form[data-passkey][data-autofill]")
if (autofill && window.PublicKeyCredential?.isConditionalMediationAvailable) {
  window.PublicKeyCredential.isConditionalMediationAvailable().then(async (can) => {
    if (!can) return
    const found = await options(autofill)
    if (pressed) return
    const credential = await window.house.passkeyFor(found.request_options, { mediation: "conditional" })
    autofill.elements.credential.value = JSON.stringify(credential)
    autofill.submit()
  }).catch(() => {})
}
