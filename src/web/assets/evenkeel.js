// What a script adds to pages that work without it. Nothing here decides anything.

const all = (selector, within = document) => [...within.querySelectorAll(selector)]

/** The list of errors takes the focus, so that it is read first. */
function focusErrors() {
  const summary = document.querySelector('.nhsuk-error-summary')
  if (summary === null) return
  summary.tabIndex = -1
  summary.focus()
}

/** A link of the error summary also puts the cursor in its field. */
function focusFieldOfError(event) {
  const link = event.target.closest?.('.nhsuk-error-summary a[href^="#"]')
  const place = link && document.getElementById(link.hash.slice(1))
  const field = place?.matches('input, select, textarea') ? place : place?.querySelector('input')
  if (!field) return
  event.preventDefault()
  const legend = field.closest('fieldset')?.querySelector('legend')
  const label = legend ?? field.labels?.[0] ?? field
  label.scrollIntoView()
  field.focus({ preventScroll: true })
}

const SENT_AGAIN_AFTER_MS = 10_000

/** A form is sent once; coming back to the page, or a server that does not answer, allows it again. */
function submitOnce(event) {
  const form = event.target
  if (!form.matches('[data-submit-once]')) return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
  for (const button of all('button[type=submit]', form)) button.ariaDisabled = 'true'
  setTimeout(allowAgain, SENT_AGAIN_AFTER_MS, form)
}

function allowAgain(form) {
  delete form.dataset.sent
  for (const button of all('button[type=submit]', form)) button.ariaDisabled = null
}

/** A box that refuses what is pasted, in the place of lists that nobody can paste into. */
function boxInPlaceOfLists(place) {
  place.replaceChildren(place.querySelector('template').content)
  place.querySelector('[autofocus]')?.focus()
}

/** Identity and confirming figures are typed, never pasted. */
function refusePaste(event) {
  if (event.target.closest?.('[data-no-paste]')) event.preventDefault()
}

/** 9991234567 becomes 999 123 4567 while it is typed at the end; other characters are left to the server. */
function spaceNhsNumber(event) {
  const input = event.target
  if (!input.matches?.('[data-nhs-number]') || event.inputType?.startsWith('delete')) return
  if (input.selectionStart !== input.value.length) return
  const digits = input.value.replaceAll(' ', '')
  if (!/^\d{1,10}$/.test(digits)) return
  input.value = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].filter(Boolean).join(' ')
}

/** "None of these" unticks the others, and the others untick it. */
function keepExclusive(event) {
  const ticked = event.target
  if (!ticked.matches?.('.nhsuk-checkboxes__input') || !ticked.checked) return
  const isExclusive = (box) => box.dataset.behaviour === 'exclusive'
  const group = all('.nhsuk-checkboxes__input', ticked.closest('.nhsuk-checkboxes'))
  for (const box of group) {
    if (box !== ticked && (isExclusive(ticked) || isExclusive(box))) box.checked = false
  }
}

/** Alt with a letter follows the link, or presses the button, that says so: `data-shortcut="n"`. */
function followShortcut(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey) return
  const letter = event.code.replace('Key', '').toLowerCase()
  const target = document.querySelector(`[data-shortcut="${CSS.escape(letter)}"]`)
  if (target === null) return
  event.preventDefault()
  target.click()
}

/** A link that looks like a button answers to the space bar like one. */
function pressWithSpace(event) {
  if (event.key !== ' ' || !event.target.matches?.('a[role=button]')) return
  event.preventDefault()
  event.target.click()
}

const DRAFT_PAUSE_MS = 800

/** What is typed is kept on the server while it is typed, so that a lost session loses nothing. */
function keepDrafts(form) {
  let timer
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    if (form.dataset.sent) return
    const typed = new FormData(form)
    for (const field of all('[data-no-draft], [type=password], [type=file]', form)) {
      typed.delete(field.name)
    }
    fetch(form.dataset.draftUrl, {
      method: 'POST',
      body: new URLSearchParams(typed),
      keepalive: true,
    }).then(
      (reply) => tell(reply.ok ? 'What you typed is kept.' : 'What you typed is not kept yet.'),
      () => tell('No connection. What you typed is only on this page.'),
    )
  }
  const tell = (words) => {
    for (const place of all('[data-draft-status]')) place.textContent = words
  }
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(save, DRAFT_PAUSE_MS)
  })
  addEventListener('pagehide', () => timer && save())
}

const PASSKEY_TROUBLE = {
  InvalidStateError: 'This device holds one of your passkeys already.',
  SecurityError: 'Passkeys do not work at this address.',
}

/** A passkey is made or shown when its button is pressed, and goes with the form; where the browser has none the button stays hidden. */
function offerPasskey(place) {
  const does = place.dataset.passkey
  const parse = `parse${does === 'create' ? 'Creation' : 'Request'}OptionsFromJSON`
  const Passkey = globalThis.PublicKeyCredential
  if (typeof Passkey?.[parse] !== 'function') return
  const [field, button, status] = place.children
  for (const words of all('[data-without-passkeys]')) words.hidden = true
  place.hidden = false
  button.addEventListener('click', async () => {
    status.textContent = ''
    try {
      const publicKey = Passkey[parse](JSON.parse(place.dataset.passkeyOptions))
      field.value = JSON.stringify(await navigator.credentials[does]({ publicKey }))
      const [send] = all('button[type=submit]', field.form)
      field.form.requestSubmit(send)
    } catch (error) {
      status.textContent = PASSKEY_TROUBLE[error.name] ?? 'Nothing was sent: no passkey was used.'
    }
  })
}

/** How far a trial is, told by the server while it runs; once it has ended the page is opened again. */
function followProgress(place) {
  const events = new EventSource(place.dataset.progressUrl)
  events.addEventListener('message', ({ data }) => {
    const { isOver, percent, words } = JSON.parse(data)
    if (isOver) {
      events.close()
      return location.reload()
    }
    place.querySelector('progress').value = percent
    place.querySelector('[data-progress-words]').textContent = words
  })
}

/** On paper everything is open. */
function openForPrint() {
  for (const details of all('details[data-open-in-print]')) details.open = true
}

const IDLE_LOOK_MS = 5000

/**
 * Whoever types or clicks is here: the server is told, at most once a minute. After as long as a session lives
 * without a request the page gives way to the sign-in page, so that no patient's record is left on a screen.
 */
function watchIdle(idleSeconds) {
  let here = Date.now()
  let told = here
  const note = () => {
    here = Date.now()
    if (here - told < Math.min(60, idleSeconds / 2) * 1000) return
    told = here
    fetch('/account/here').catch(() => {})
  }
  for (const sign of ['keydown', 'pointerdown', 'wheel'])
    addEventListener(sign, note, { passive: true })
  const look = setInterval(() => {
    if (Date.now() - here < idleSeconds * 1000) return
    clearInterval(look)
    const next = encodeURIComponent(location.pathname + location.search)
    location.replace(`/sign-in?why=idle&next=${next}`)
  }, IDLE_LOOK_MS)
}

for (const place of all('[data-in-place-of-lists]')) boxInPlaceOfLists(place)
focusErrors()
if (document.body.dataset.idleSeconds) watchIdle(Number(document.body.dataset.idleSeconds))
for (const form of all('form[data-draft-url]')) keepDrafts(form)
for (const wide of all('[data-scroll-to-end]')) wide.scrollLeft = wide.scrollWidth
for (const place of all('[data-passkey]')) offerPasskey(place)
for (const place of all('[data-progress-url]')) followProgress(place)
document.addEventListener('click', focusFieldOfError)
document.addEventListener('submit', submitOnce)
document.addEventListener('paste', refusePaste)
document.addEventListener('drop', refusePaste)
document.addEventListener('input', spaceNhsNumber)
document.addEventListener('change', keepExclusive)
document.addEventListener('keydown', followShortcut)
document.addEventListener('keydown', pressWithSpace)
addEventListener('pageshow', () => all('[data-sent]').forEach(allowAgain))
addEventListener('beforeprint', openForPrint)
