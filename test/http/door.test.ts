import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import { doorRoutes, routes as productRoutes } from '#src/routes.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from '#test/http/served-clinic.ts'
import { assets } from '#web/asset-files.ts'
import { fieldsOf, type PageHandler, type Route } from '#web/page.ts'

const seen: { form: unknown; uploads: unknown; key: string }[] = []
const takeForm: PageHandler = async ({ form, uploads, key }) => {
  const files = uploads.map(({ field, name, type, bytes }) => ({ field, name, type, bytes }))
  seen.push({ form: fieldsOf(form), uploads: files, key })
  return { kind: 'redirect', to: '/' }
}
const page: PageHandler = async () => ({ kind: 'page', title: 'T', place: 'none', main: 'here' })
const SECRET = 'Key (nhs_number)=(9990000018) already exists'
const fails: PageHandler = () => {
  throw Object.assign(new Error(SECRET), { code: '23505', detail: SECRET, table: 'patient' })
}
const print: PageHandler = async () => ({
  kind: 'file',
  body: Buffer.from('%PDF-'),
  type: 'application/pdf',
  name: 'dose "page".pdf',
})
const routes: readonly Route[] = [
  ...productRoutes,
  { method: 'GET', path: '/test-form', page },
  { method: 'POST', path: '/test-form', page: takeForm },
  { method: 'GET', path: '/test-fails', page: fails },
  { method: 'GET', path: '/test-print', page: print },
]

let clinic: ServedClinic
let nurse: Visitor
let csrf: string
const logged: string[] = []
before(async () => {
  const log = pino({ name: 'evenkeel' }, { write: (line: string) => void logged.push(line) })
  clinic = await servedClinic({ settings: { log }, urls: { routes } })
  nurse = await signedInAs(clinic, 'nurse')
  csrf = await nurse.csrf()
})
after(() => clinic.close())

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const

const filled = (path: string) => path.replaceAll(/:\w+/g, '0195e000-0000-7000-8000-000000000001')
const everyAddress = [
  ...[...routes, ...doorRoutes].filter(({ method }) => method === 'GET').map(({ path }) => path),
  '/nowhere',
  '/assets/nothing.css',
  '/health/live',
  '/health/ready',
  '/api/acts/add-staff',
  '/sign-out',
  '/?q=9990000018',
]

for (const path of everyAddress) {
  test(`D8.52: ${path} bears every security header`, async () => {
    const { headers, text } = await nurse.get(filled(path))
    for (const [name, value] of Object.entries(ALWAYS)) assert.equal(headers.get(name), value)
    assert.equal(headers.get('cache-control'), 'no-store')
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/)
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/)
    assert.doesNotMatch(policy, /unsafe/)
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    for (const [, used] of text.matchAll(/<script[^>]*nonce="([^"]*)"/g)) assert.equal(used, nonce)
    assert.match(headers.get('permissions-policy') ?? '', /^(?:[a-z-]+=\(\)(?:, |$)){20,}/)
    assert.equal(headers.get('x-powered-by'), null)
  })
}

test('a style sheet and a script may be kept for ever, for their names change with them', async () => {
  for (const href of [assets().cssHref, assets().jsHref]) {
    const { status, headers } = await nurse.get(href)
    assert.equal(status, 200)
    assert.match(headers.get('cache-control') ?? '', /immutable/)
    for (const [name, value] of Object.entries(ALWAYS)) assert.equal(headers.get(name), value)
  }
})

test('each answer has a nonce and a number of its own', async () => {
  const [one, two] = [await nurse.get('/account'), await nurse.get('/account')]
  for (const header of ['x-request-id', 'content-security-policy']) {
    assert.notEqual(one.headers.get(header), two.headers.get(header))
  }
})

test('what is not signed in is sent to sign in, and is told nothing', async () => {
  for (const { path } of routes.filter(({ method }) => method === 'GET')) {
    const { status, location, text } = await new Visitor(clinic.url).get(filled(path))
    assert.equal(status, 303)
    assert.match(location ?? '', /^\/sign-in/)
    assert.equal(text, '')
  }
})

test('an address that is none answers 404 in the frame of whoever asks', async () => {
  const { status, text } = await nurse.get('/nowhere')
  assert.equal(status, 404)
  assert.match(text, /There is no such page.*Check the address/)
  assert.match(text, /Test nurse/)
  assert.equal((await nurse.post('/nowhere', {})).status, 404)
})

test('D9.65: another method than an address has answers 405 and names those it has', async () => {
  const { status, headers } = await nurse.send('/test-form', { method: 'DELETE' })
  assert.equal(status, 405)
  assert.equal(headers.get('allow'), 'GET, POST')
  assert.equal((await nurse.get('/sign-out')).status, 405)
  assert.equal((await nurse.get('/api/acts/add-staff')).status, 405)
})

test('D8.50: no field or header changes the method', async () => {
  seen.length = 0
  const headers = { 'x-http-method-override': 'DELETE' }
  const answer = await nurse.post('/test-form', { csrf, _method: 'DELETE' }, headers)
  assert.equal(answer.status, 303)
  assert.equal(seen.length, 1)
})

const SAME = { 'sec-fetch-site': 'same-origin' }
const FORM = 'application/x-www-form-urlencoded'
type Forgery = {
  readonly id: string
  readonly headers: () => Record<string, string>
  readonly token?: string | undefined
  readonly status: number
}
const forgeries: readonly Forgery[] = [
  { id: 'no token', headers: () => SAME, token: '', status: 403 },
  { id: 'another token', headers: () => SAME, token: 'A'.repeat(43), status: 403 },
  { id: 'D8.45: another origin', headers: () => ({ origin: 'https://evil.example' }), status: 403 },
  { id: 'D8.47: Origin: null', headers: () => ({ origin: 'null' }), status: 403 },
  {
    id: 'the same host on another port',
    headers: () => ({ origin: 'http://127.0.0.1:1' }),
    status: 403,
  },
  {
    id: 'Sec-Fetch-Site: cross-site',
    headers: () => ({ 'sec-fetch-site': 'cross-site' }),
    status: 403,
  },
  {
    id: 'Sec-Fetch-Site: same-site',
    headers: () => ({ 'sec-fetch-site': 'same-site' }),
    status: 403,
  },
  {
    id: 'an origin that only starts like ours',
    headers: () => ({ origin: `${clinic.url}.evil.example` }),
    status: 403,
  },
  { id: 'D8.46: text/plain', headers: () => ({ 'content-type': 'text/plain' }), status: 415 },
  { id: 'JSON to a page', headers: () => ({ 'content-type': 'application/json' }), status: 415 },
  { id: 'no content type at all', headers: () => ({ 'content-type': '' }), status: 415 },
  { id: 'its own page', headers: () => ({ origin: clinic.url, ...SAME }), status: 303 },
  {
    id: 'its own page, in a browser that names no site',
    headers: () => ({ origin: clinic.url }),
    status: 303,
  },
]
for (const { id, headers, token, status } of forgeries) {
  test(`a form with ${id}: ${status}`, async () => {
    seen.length = 0
    const { status: answered } = await nurse.send('/test-form', {
      method: 'POST',
      headers: { 'content-type': FORM, ...headers() },
      body: `csrf=${token ?? csrf}&a=1`,
    })
    assert.equal(answered, status)
    assert.equal(seen.length, status === 303 ? 1 : 0)
  })
}

test('a cross-site form cannot sign anybody in', async () => {
  const visitor = new Visitor(clinic.url)
  const fields = { username: 'nurse', password: 'x' }
  const answer = await visitor.post('/sign-in', fields, { origin: 'https://evil.example' })
  assert.equal(answer.status, 403)
})

test('D8.41: where an origin is configured, a form from any other is refused, whatever Host says', async () => {
  const other = await servedClinic({ settings: { origin: 'https://evenkeel.example' } })
  const fields = { username: 'nurse', password: 'x' }
  const answer = await new Visitor(other.url).post('/sign-in', fields)
  assert.equal(answer.status, 403)
  await other.close()
})

test('a field reaches the page letter for letter, and the fields of the door do not', async () => {
  seen.length = 0
  const texts = { a: ' 2,5 ', b: 'é\u0301\u200b', c: 'x\r\ny', d: '+%26=', 'e[day]': '1' }
  const key = crypto.randomUUID()
  await nurse.post('/test-form', { csrf, 'request-key': key, 'draft-patient': 'x', ...texts })
  assert.deepEqual(seen, [{ form: texts, uploads: [], key }])
})

test('a file reaches the page byte for byte', async () => {
  seen.length = 0
  const body = new FormData()
  body.set('csrf', csrf)
  const bytes = Uint8Array.from([0, 255, 13, 10, 239, 187, 191])
  body.set('patients', new File([bytes], 'patients.csv', { type: 'text/csv' }))
  const answer = await nurse.send('/test-form', {
    method: 'POST',
    body,
    headers: { origin: clinic.url },
  })
  assert.equal(answer.status, 303)
  const file = { field: 'patients', name: 'patients.csv', type: 'text/csv', bytes }
  assert.deepEqual(seen[0]?.uploads, [file])
})

const unreadable = [
  { id: 'bytes that are no UTF-8', body: Buffer.from([0x61, 0x3d, 0xff]), type: FORM, status: 400 },
  { id: 'percent signs that are no UTF-8', body: 'a=%ff', type: FORM, status: 400 },
  { id: 'a NUL', body: 'a=%00', type: FORM, status: 400 },
  { id: '2,001 fields', body: 'a=1&'.repeat(2001), type: FORM, status: 413 },
  { id: 'a form over 1 MiB', body: `a=${'x'.repeat(1_048_576)}`, type: FORM, status: 413 },
  { id: 'D5.42: no boundary', body: 'x', type: 'multipart/form-data', status: 400 },
  {
    id: 'a boundary that is not there',
    body: 'x',
    type: 'multipart/form-data; boundary=y',
    status: 400,
  },
  {
    id: 'D5.27: 11 MiB of a file',
    body: Buffer.alloc(11 * 1_048_576),
    type: 'multipart/form-data; boundary=y',
    status: 413,
  },
] as const
for (const { id, body, type, status } of unreadable) {
  test(`a form with ${id} is refused: ${status}`, async () => {
    const headers = { 'content-type': type, origin: clinic.url }
    const answer = await nurse.send('/test-form', { method: 'POST', body, headers })
    assert.equal(answer.status, status)
    assert.match(answer.text, /Nothing was saved/)
  })
}

test('who shows no cookie may not even send a large file', async () => {
  const body = Buffer.alloc(2 * 1_048_576)
  const headers = { 'content-type': 'multipart/form-data; boundary=y', origin: clinic.url }
  const answer = await new Visitor(clinic.url).send('/test-form', { method: 'POST', body, headers })
  assert.equal(answer.status, 413)
})

test('D8.83: a head of more than 8 KiB is refused with 431', async () => {
  const { hostname, port } = new URL(clinic.url)
  const said = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    socket.on('data', (bytes) => resolve(bytes.toString()))
    socket.on('error', reject)
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'x'.repeat(9000)}\r\n\r\n`)
  })
  assert.match(said, /^HTTP\/1.1 431/)
})

for (const query of ['nhs=9434765919', 'q=943%20476%205919', 'x=943-476-5919']) {
  test(`D3.66: ?${query} is refused, and is not logged`, async () => {
    logged.length = 0
    const { status } = await nurse.get(`/account?${query}`)
    assert.equal(status, 400)
    assert.deepEqual(logged, [])
  })
}

test('H36: an error of ours says its number to the person, and nothing of a patient to anybody', async () => {
  logged.length = 0
  const { status, text, headers } = await nurse.get('/test-fails')
  assert.equal(status, 500)
  assert.match(text, /Something went wrong/)
  assert.ok(text.includes(headers.get('x-request-id') ?? 'none'))
  assert.doesNotMatch(text + logged.join(), /9990000018/)
  const line = JSON.parse(logged[0] ?? '{}')
  assert.equal(line.code, '23505')
  assert.equal(line.table, 'patient')
  assert.equal(line.url, '/test-fails')
  assert.ok(line.frames.length > 0)
})

test('a print opens in the browser under a harmless name', async () => {
  const { headers, text } = await nurse.get('/test-print')
  assert.equal(headers.get('content-type'), 'application/pdf')
  assert.equal(headers.get('content-disposition'), 'inline; filename="dose _page_.pdf"')
  assert.equal(text, '%PDF-')
})

test('a form that is refused shows its errors first, in the title too', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const { text } = await administrator.get('/service/staff/add')
  const token = hiddenField(text, 'csrf')
  const refused = await administrator.post('/service/staff/add', { csrf: token })
  assert.match(refused.text, /<title>Error: Add a person - Evenkeel<\/title>/)
  assert.match(refused.text, /nhsuk-error-summary.*href="#username"/)
})
