import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ABSENCES } from '#recall/absences.ts'
import { doorRoutes, routes } from '#src/routes.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from '#test/http/served-clinic.ts'
import { wholeRecord } from '#test/http/walked-page.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { ACTS } from '#workflow/acts.ts'
import { newId } from '#workflow/new-id.ts'

let clinic: ServedClinic
let lead: Visitor
before(async () => {
  clinic = await servedClinic()
  lead = await signedInAs(clinic, 'clinical-lead')
})
after(() => clinic.close())

const ODD = ['x', '%27', '%C3%A9', '1'.repeat(300), '%00', '9990259003']

test('an address with something else than an id in it is no page, for any row of the table', async () => {
  const csrf = await lead.csrf()
  for (const { method, path } of routes.filter((route) => route.path.includes('/:'))) {
    for (const odd of ODD) {
      const address = path.replaceAll(/:\w+/g, odd)
      const form = { csrf, 'request-key': newId(Date.now()) }
      const { status } = await (method === 'GET' ? lead.get(address) : lead.post(address, form))
      assert.equal(status, 404, `${method} ${address}`)
    }
  }
})

test('an id that names nothing here is refused in words, for any row of the table', async () => {
  const csrf = await lead.csrf()
  for (const { method, path } of routes.filter((route) => route.path.includes('/:'))) {
    const address = path.replaceAll(/:\w+/g, newId(Date.now()))
    const form = { csrf, 'request-key': newId(Date.now()) }
    const { status } = await (method === 'GET' ? lead.get(address) : lead.post(address, form))
    assert.ok(status >= 303 && status < 500, `${method} ${address}: ${status}`)
  }
})

test('H35: without a session every address leads to the sign-in page and every act is refused, so that no patient enters anything', async () => {
  const patientId = await clinic.addPatient({ familyName: 'Quillfeather' })
  const before = await wholeRecord(clinic)
  const nobody = new Visitor(clinic.url)
  const inside = doorRoutes.filter(({ forWhom }) => forWhom === 'signed-in')
  for (const { method, path } of [...routes, ...inside]) {
    const address = path.replaceAll(/:\w+/g, patientId)
    const answer = await (method === 'GET' ? nobody.get(address) : nobody.post(address, TYPED))
    assert.equal(answer.status, 303, `${method} ${address}`)
    assert.match(answer.location ?? '', /^\/sign-in\b/, `${method} ${address}`)
    assert.doesNotMatch(answer.text, /Quillfeather/)
  }
  for (const act of Object.keys(ACTS)) {
    const asked = { method: 'POST', body: JSON.stringify(TYPED), headers: JSON_FROM_HERE() }
    assert.equal((await nobody.send(`/api/acts/${act}`, asked)).status, 401, act)
  }
  assert.deepEqual(await wholeRecord(clinic), before)
  const open = doorRoutes.filter(({ forWhom }) => forWhom === 'anybody').map(({ path }) => path)
  assert.deepEqual(
    [...new Set(open)],
    ['/sign-in', '/sign-in/passkey', '/sign-in/nhs', '/sign-in/nhs/back', '/sign-in/nhs/logout'],
  )
})

test('H01: no page of several people is opened again by itself, and none has a script but the one', async () => {
  await dosablePatient(clinic, { nextTestOn: '2026-11-22' })
  const lists = routes.filter(({ method, path }) => method === 'GET' && !path.includes('/:'))
  const kinds = ABSENCES.map((kind) => `/worklists/${kind}`)
  let pages = 0
  for (const path of [...lists.map((route) => route.path), ...kinds]) {
    const { headers, text } = await lead.get(path)
    assert.equal(headers.get('refresh'), null, path)
    if (!headers.get('content-type')?.startsWith('text/html')) continue
    const scripts = text.match(/<script[^>]*>[^<]*/g) ?? []
    assert.equal(scripts.length, 1, path)
    assert.match(scripts[0] ?? '', /src="\/assets\/evenkeel\.[0-9a-f]+\.js"[^>]*>$/, path)
    assert.doesNotMatch(
      text,
      /http-equiv|data-progress-url|\son[a-z]+="|href="javascript:|<iframe/i,
      path,
    )
    pages += 1
  }
  assert.ok(pages >= 60, `${pages}`)
})

const TYPED = { inr: '2.5', identity: 'MH 1942', step: 'suggest' }
const JSON_FROM_HERE = () => ({
  origin: clinic.url,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
  'idempotency-key': newId(Date.now()),
})
