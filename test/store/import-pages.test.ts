import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { IMPORT_FILES, IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import {
  type Answer,
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { filesIn } from '#test/import/import-files.ts'
import { REFUSED_FILES } from '#test/import/refused-files.ts'
import { smallExport, spoilt } from '#test/import/small-export.ts'

let clinic: ServedClinic
let manager: Visitor
before(async () => {
  clinic = await servedClinic()
  manager = await signedInAs(clinic, 'practice-manager')
})
after(() => clinic.close())

type Files = Record<ImportKind, string | Uint8Array>

async function guard(visitor: Visitor, path: string): Promise<Record<string, string>> {
  const { text } = await visitor.get(path)
  return { csrf: hiddenField(text, 'csrf'), 'request-key': hiddenField(text, 'request-key') }
}

async function upload(
  visitor: Visitor,
  files: Files,
  change: (form: FormData) => void = () => {},
): Promise<Answer> {
  const form = new FormData()
  const fields = await guard(visitor, '/service/imports/new')
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('dateFormat', 'yyyy-mm-dd')
  for (const kind of IMPORT_KINDS) form.set(kind, fileOf(files[kind], kind))
  change(form)
  return visitor.send('/service/imports/new', {
    method: 'POST',
    body: form,
    headers: { origin: visitor.url, 'sec-fetch-site': 'same-origin' },
  })
}

const fileOf = (content: string | Uint8Array, kind: ImportKind, type = 'text/csv') =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], IMPORT_FILES[kind], {
    type,
  })

async function post(path: string, from: string, fields: Record<string, string>): Promise<Answer> {
  return manager.post(path, { ...(await guard(manager, from)), ...fields })
}

test('the page of a new import asks for three files and the way dates are written', async () => {
  const page = await manager.get('/service/imports/new')
  assert.equal(page.status, 200)
  for (const kind of IMPORT_KINDS)
    assert.match(page.text, new RegExp(`type="file"[^>]*|id="${kind}"`))
  const empty = await upload(manager, smallExport(), (form) => {
    form.delete('dateFormat')
    form.set('results', new File([], '', { type: 'application/octet-stream' }))
  })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Choose the file results\.csv/)
  assert.match(empty.text, /Say how the files write their dates/)
})

test('D5.90: a healthcare assistant who uploads is refused with 403', async () => {
  const assistant = await signedInAs(clinic, 'healthcare-assistant')
  const answer = await upload(assistant, smallExport(), (form) => {
    form.set('csrf', '')
  })
  assert.equal(answer.status, 403)
  assert.equal((await assistant.get('/service/imports')).status, 403)
})

test('D5.27, D5.40, D5.41, D5.42: what is not three CSV files is refused with its own status', async () => {
  const large = await upload(manager, {
    ...smallExport(),
    results: new Uint8Array(11 * 1024 * 1024),
  })
  assert.equal(large.status, 413)
  const picture = await upload(manager, smallExport(), (form) => {
    form.set('results', fileOf(smallExport().results, 'results', 'image/png'))
  })
  assert.equal(picture.status, 415)
  const two = await upload(manager, smallExport(), (form) => {
    form.append('results', fileOf(smallExport().results, 'results'))
  })
  assert.equal(two.status, 400)
  assert.match(two.text, /Choose one file for results\.csv/)
  const unbounded = await manager.send('/service/imports/new', {
    method: 'POST',
    body: 'no boundary',
    headers: { 'content-type': 'multipart/form-data', origin: manager.url },
  })
  assert.equal(unbounded.status, 400)
})

for (const [id, what, files, status] of REFUSED_FILES) {
  test(`${id}: ${what}: ${status} by the page and by the API of the act`, async () => {
    const page = await upload(manager, files)
    assert.equal(page.status, status)
    assert.ok(page.text.includes('There is a problem') || status === 413)
    const api = await manager.send('/api/acts/stage-import', {
      method: 'POST',
      body: JSON.stringify(asJson(files)),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'x-csrf': await manager.csrf('/service/imports/new'),
        origin: manager.url,
      },
    })
    assert.equal(api.status, status)
    assert.match(api.headers.get('content-type') ?? '', /problem\+json/)
  })
}

const asJson = (files: Files) => ({
  ...Object.fromEntries(
    IMPORT_KINDS.map((kind) => {
      const base64 = Buffer.from(files[kind]).toString('base64')
      return [kind, { name: IMPORT_FILES[kind], type: 'text/csv', base64 }]
    }),
  ),
  dateFormat: 'yyyy-mm-dd',
})

test('a file refused as a whole says why on the page, and no text of the file comes back as markup', async () => {
  const html = await upload(manager, { ...smallExport(), results: '<script>alert(1)</script>' })
  assert.equal(html.status, 415)
  assert.doesNotMatch(html.text, /<script>alert/)
  const heading = await upload(manager, spoilt('results', 'inr', '<b>x</b>'))
  assert.equal(heading.status, 422)
  assert.doesNotMatch(heading.text, /<b>x/)
})

test('from upload to register: findings, sample, confirmation, result, and back again', async () => {
  const sent = await upload(manager, filesIn('test/import/dirty'))
  assert.equal(sent.status, 303, sent.text.slice(0, 400))
  const here = sent.location ?? ''

  const shown = await manager.get(here)
  assert.equal(shown.status, 200)
  assert.ok(shown.text.includes('The NHS number is missing.'))
  assert.ok(shown.text.includes('BATTERSBY, Mei'))
  const filtered = await manager.get(`${here}?file=episodes.csv&severity=error`)
  assert.ok(filtered.text.includes('A target of 3 may be a point or a range'))
  assert.ok(!filtered.text.includes('The NHS number is missing.'))
  const saved = await manager.get(`${here}/findings.csv`)
  assert.match(saved.headers.get('content-type') ?? '', /text\/csv/)
  assert.match(saved.text, /"results.csv","\d+","inr","error"/)

  const unconfirmed = await post(`${here}/take`, here, {})
  assert.equal(unconfirmed.status, 422)
  assert.match(unconfirmed.text, /Compare the sample with the other product/)
  const taken = await post(`${here}/take`, here, { sampleConfirmed: 'yes' })
  assert.equal(taken.status, 303)
  assert.match((await manager.get(here)).text, /Import taken/)

  const again = await upload(manager, filesIn('test/import/dirty'))
  assert.equal(again.status, 409)
  assert.match(again.text, /patients\.csv was imported on 22-Nov-2026 at 09:00 by/)

  const waiting = await manager.get('/service/imports/waiting-rows')
  assert.match(waiting.text, /rows wait/)
  const rowId = hiddenField(waiting.text, 'rowId')
  const undecided = await post('/service/imports/waiting-rows', '/service/imports/waiting-rows', {
    rowId,
    how: '',
  })
  assert.equal(undecided.status, 422)
  const settled = await post('/service/imports/waiting-rows', '/service/imports/waiting-rows', {
    rowId,
    how: 'entered-by-hand',
  })
  assert.equal(settled.status, 303)

  const ask = await manager.get(`${here}/reverse`)
  assert.match(ask.text, /Take this import back/)
  const unexplained = await post(`${here}/reverse`, `${here}/reverse`, { reason: '' })
  assert.equal(unexplained.status, 422)
  const back = await post(`${here}/reverse`, `${here}/reverse`, { reason: 'The wrong practice' })
  assert.equal(back.status, 303)
  assert.match((await manager.get(here)).text, /Nothing of this import is on the register/)
  assert.match((await manager.get('/service/imports')).text, /Taken back/)
})

test('a nurse says what the words of the other product mean', async () => {
  const sent = await upload(manager, smallExport())
  const here = sent.location ?? ''
  assert.equal((await post(`${here}/take`, here, { sampleConfirmed: 'yes' })).status, 303)
  const nurse = await signedInAs(clinic, 'nurse')
  const page = await nurse.get('/register/indications')
  assert.match(page.text, /4 plans wait/)
  assert.match(page.text, /These words usually mean: Atrial fibrillation/)
  const mapped = await nurse.post('/register/indications', {
    csrf: hiddenField(page.text, 'csrf'),
    'request-key': hiddenField(page.text, 'request-key'),
    sourceText: 'Atrial fibrillation',
    indication: 'atrial-fibrillation',
  })
  assert.equal(mapped.status, 303)
  assert.match(
    (await nurse.get('/register/indications')).text,
    /Every imported plan has an indication/,
  )
})

test('an import laid aside can be uploaded again', async () => {
  const files = smallExport()
  for (const kind of IMPORT_KINDS) files[kind] += '\r\n'
  const sent = await upload(manager, files)
  const here = sent.location ?? ''
  assert.equal((await post(`${here}/lay-aside`, here, {})).status, 303)
  assert.match((await manager.get(here)).text, /laid aside/)
  const later = await post(`${here}/take`, '/service/imports/new', { sampleConfirmed: 'yes' })
  assert.equal(later.status, 409)
})
