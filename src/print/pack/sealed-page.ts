import { createHash } from 'node:crypto'
import { NOT_FOR_CLINICAL_USE } from '#base/notice.ts'
import { PACK_STYLE } from './pack-style.ts'

/** What is sealed, and what is needed beside the passphrase to open it; none of it is secret. */
export type SealedText = {
  readonly salt: Buffer
  readonly iterations: number
  readonly nonce: Buffer
  /** AES-256-GCM, the tag behind it, as browsers take it. */
  readonly sealed: Buffer
}

export type SealedPageFacts = {
  readonly providerName: string
  readonly madeOn: string
  readonly forDays: string
}

/**
 * Opens the sheets in the browser that shows them: PBKDF2-SHA-256 and AES-GCM of the browser itself, nothing fetched, nothing kept. What is
 * opened is put in as parsed HTML under a policy by which no script of it could run.
 */
const OPENER = `
const $ = (id) => document.getElementById(id)
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const say = (text) => { $('trouble').textContent = text; $('trouble').hidden = text === '' }
const typed = () => $('passphrase').value.toLowerCase().replace(/[^a-z0-9]/g, '')
async function open() {
  const { salt, iterations, nonce, sealed } = JSON.parse($('sealed').textContent)
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(typed()), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations }
  const key = await crypto.subtle.deriveKey(how, raw, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(nonce) }, key, bytes(sealed))
  return new TextDecoder().decode(opened)
}
$('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  if (!globalThis.crypto?.subtle) return say('This browser cannot open the pack. Open the file in Edge, Chrome or Firefox.')
  say('')
  $('open').disabled = true
  $('open').textContent = 'Opening'
  try {
    const parsed = new DOMParser().parseFromString(await open(), 'text/html')
    $('passphrase').value = ''
    $('pack').replaceChildren(...parsed.body.childNodes)
    $('pack').focus()
  } catch {
    $('open').disabled = false
    $('open').textContent = 'Open the pack'
    say('The passphrase is not the one of this pack. Check each letter; a pack made before the passphrase was renewed has the one before.')
    $('passphrase').focus()
  }
})
`

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing is fetched, sent or framed, and no script runs but the one above. */
const POLICY = `default-src 'none'; script-src ${hashOf(OPENER)}; style-src ${hashOf(PACK_STYLE)}; base-uri 'none'; form-action 'none'`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** One file that any browser opens without a network: it names the site and the days, and nobody. */
export function sealedPage(facts: SealedPageFacts, text: SealedText): string {
  const title = `Clinic pack of ${escaped(facts.providerName)}`
  const sealed = JSON.stringify({
    salt: text.salt.toString('base64'),
    iterations: text.iterations,
    nonce: text.nonce.toString('base64'),
    sealed: text.sealed.toString('base64'),
  })
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${PACK_STYLE}</style></head>
<body><header>Evenkeel: a day without Evenkeel</header>
<main id="pack" tabindex="-1">
<h1>${title}</h1>
<p>For ${escaped(facts.forDays)}. Made ${escaped(facts.madeOn)}. ${NOT_FOR_CLINICAL_USE}</p>
<p>Enter the passphrase of the site. It is in the envelope that your practice manager keeps. Nothing is sent anywhere: the file opens on this computer, with or without a network. Print what you need, and close it.</p>
<form id="form" autocomplete="off">
<label for="passphrase">Passphrase</label>
<input id="passphrase" name="passphrase" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="trouble">
<p id="trouble" class="error" role="alert" hidden></p>
<button id="open" type="submit">Open the pack</button>
</form>
<noscript><p class="error">This browser has scripts switched off, so the pack cannot be opened in it.</p></noscript>
</main>
<script type="application/json" id="sealed">${sealed}</script>
<script>${OPENER}</script>
</body></html>
`
}
