import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { doorRoutes, routes } from '#src/routes.ts'
import { PASSWORD, testClinic } from '#test/clinic.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from '#test/http/served-clinic.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { cameOverPlainHttp } from '#web/door/plain-http.ts'
import type { PageHandler } from '#web/page.ts'
import { newId } from '#workflow/new-id.ts'

// What no browser sends: other methods, heads that two servers read in two ways, and the addresses that scanners try first.

let clinic: ServedClinic
let lead: Visitor
before(async () => {
  const page: PageHandler = async () => ({
    kind: 'file',
    body: Buffer.from('x'),
    type: 'text/csv',
    name: 'a.csv"\r\nset-cookie: evil=1\r\n\r\n<script>',
  })
  const file = { method: 'GET', path: '/test-file', page } as const
  clinic = await servedClinic({ urls: { routes: [...routes, file] } })
  lead = await signedInAs(clinic, 'clinical-lead')
})
after(() => clinic.close())

const ID = '0195e000-0000-7000-8000-000000000001'
const filled = (path: string) => path.replaceAll(/:\w+/g, ID)

/** The first line of each answer to bytes as they stand, until the server hangs up. */
function said(head: string, body = ''): Promise<readonly string[]> {
  const { hostname, port } = new URL(clinic.url)
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(Number(port), hostname)
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(text.match(/^HTTP\/1\.1 \d{3}/gm) ?? []))
    socket.write(`${head.replaceAll('\n', '\r\n')}\r\n\r\n${body}`)
  })
}

const BREAKS = [
  '/register\r\nset-cookie: evil=1',
  '/register\nlocation: https://evil.example',
  '/register%0d%0aset-cookie:%20evil=1',
  '/register\u0085set-cookie: evil=1',
  '/\r\n\r\n<script>alert(1)</script>',
  '/?a=b\u2028\u2029\0c',
] as const

test('SR-17: no line break that is typed begins a header or a second answer', async () => {
  for (const next of BREAKS) {
    const { status, location, setCookie } = await new Visitor(clinic.url).signIn(
      'nurse',
      PASSWORD,
      next,
    )
    if (next.includes('\0')) {
      assert.equal(status, 400)
      continue
    }
    assert.equal(status, 303, JSON.stringify(next))
    assert.match(location ?? '', /^\/[^\r\n]*$/)
    assert.match(setCookie ?? '', /^evenkeel-session=[^;,]+; Path=\/; HttpOnly; SameSite=Strict$/)
  }
  const { headers } = await lead.get('/test-file')
  const [name = '', ...more] = [headers.get('content-disposition'), headers.get('set-cookie')]
  assert.match(name ?? '', /^attachment; filename="[\w. -]+"$/)
  assert.deepEqual(more, [null])
})

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
/** What the server itself answers, beside the table of URLs. */
const OF_THE_SERVER = [
  'GET /assets/evenkeel.js',
  'GET /health/live',
  'GET /health/ready',
  'POST /browser-reports',
  'POST /api/acts/add-staff',
]
const ROWS = [...routes, ...doorRoutes].map(({ method, path }) => `${method} ${path}`)
const HAD = new Set([...ROWS, ...OF_THE_SERVER])
const PATHS = [...new Set([...HAD].map((row) => row.split(' ')[1] ?? ''))]

test('SR-30: each address answers a method that it does not have with 405 and with those it has, and nobody may read an answer from another site', async () => {
  assert.ok(PATHS.length > 150, `${PATHS.length}`)
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  for (const path of PATHS) {
    for (const method of METHODS.filter((one) => !isAnswered(one, path))) {
      await isRefusedAs405(method, path, headers)
    }
  }
})

/** Whether this row, or one with a variable part that takes this address too, answers the method. */
const isAnswered = (method: string, path: string): boolean =>
  [...HAD].some((row) =>
    new RegExp(`^${row.replaceAll(/:\w+/g, '[^/]+')}$`).test(`${method} ${path}`),
  )

async function isRefusedAs405(method: string, path: string, headers: Record<string, string>) {
  const { status, headers: answered } = await lead.send(filled(path), { method, headers })
  assert.equal(status, 405, `${method} ${path}`)
  const has = METHODS.filter((one) => HAD.has(`${one} ${path}`)).join(', ')
  assert.equal(answered.get('allow'), has, path)
  assert.match(answered.get('content-type') ?? '', /^text\/html; charset=utf-8$/, path)
  assert.equal(answered.get('x-content-type-options'), 'nosniff', path)
  assert.match(answered.get('content-security-policy') ?? '', /default-src 'none'/, path)
  const opened = [...answered.keys()].filter((name) => name.startsWith('access-control-'))
  assert.deepEqual(opened, [], path)
}

const ORIGINS = [
  'https://evil.example',
  'null',
  'http://127.0.0.1',
  'https://127.0.0.1.evil.example',
]

test('SR-26: whatever origin asks, no header lets another site read the answer', async () => {
  for (const origin of ORIGINS) {
    for (const path of ['/', '/sign-in', '/nowhere', '/health/ready', '/api/acts/add-staff']) {
      const { headers } = await lead.get(path, { origin })
      assert.deepEqual(
        [...headers.keys()].filter((name) => name.startsWith('access-control-')),
        [],
      )
    }
  }
})

test('SR-30: TRACE and a made-up method get nothing back of what was sent', async () => {
  const traced = PATHS.map((path) => `TRACE ${filled(path)}`)
  for (const line of [...traced, 'CONNECT /sign-in', 'FROB /sign-in']) {
    const [first = 'closed', ...more] = await said(`${line} HTTP/1.1\nHost: x\nConnection: close`)
    assert.match(first, /closed|40[05]/, line)
    assert.deepEqual(more, [], line)
  }
})

/** What a body begins with, by what the answer says that it is. */
const BEGINS: Readonly<Record<string, RegExp>> = {
  'text/html; charset=utf-8': /^<(?:!doctype html>|div|p|span|section)/i,
  'text/csv; charset=utf-8; header=present': /^[\w"\uFEFF]/,
  'application/json': /^[{[]/,
  'application/problem+json': /^\{/,
  'application/pdf': /^%PDF-/,
  'application/zip': /^PK/,
  // XML without a word on it is UTF-8.
  'image/svg+xml': /^<svg xmlns="/,
  'text/css; charset=utf-8': /\S/,
  'text/javascript; charset=utf-8': /\S/,
}

test('SR-30: each answer to each address says what it is and in which letters, and is that', async () => {
  const { patientId } = await dosablePatient(clinic, { nextTestOn: '2026-11-22' })
  const csrf = await lead.csrf()
  const found = new Map<string, number>()
  const assets = (await lead.get('/')).text.match(/\/assets\/[\w.-]+/g) ?? []
  const rows = [...HAD, ...assets.map((path) => `GET ${path}`), 'GET /nowhere', 'POST /nowhere']
  for (const row of rows.filter((one) => !one.includes('/sign-out'))) {
    const [method = '', path = ''] = row.split(' ')
    const address = path.replaceAll(/:\w+/g, patientId)
    const { headers, status, text } = await (method === 'GET'
      ? lead.get(address)
      : lead.post(address, { csrf, 'request-key': newId(Date.now()) }))
    assert.ok(status < 500, `${row}: ${status}`)
    if (text === '') continue
    const type = headers.get('content-type') ?? 'none'
    assert.ok(BEGINS[type]?.test(text), `${row} is ${type}: ${text.slice(0, 60)}`)
    found.set(type, (found.get(type) ?? 0) + 1)
  }
  assert.ok(found.size >= 6, JSON.stringify([...found]))
})

test('SR-30: where people come over https, a page that is opened over http is opened over https, and what is sent or asked by a program is refused', async () => {
  const settings = { origin: 'https://evenkeel.example', proxies: ['127.0.0.1'] }
  const secure = await servedClinic({
    clinic: await testClinic({ database: clinic.database, prefix: 'tls-' }),
    settings,
  })
  const visitor = new Visitor(secure.url)
  const [http, https] = [{ 'x-forwarded-proto': 'http' }, { 'x-forwarded-proto': 'https' }]
  const opened = await visitor.get('/worklists?x=1', http)
  assert.deepEqual(
    [opened.status, opened.location],
    [301, 'https://evenkeel.example/worklists?x=1'],
  )
  const away = await visitor.get('//evil.example/', http)
  assert.equal(away.location, 'https://evenkeel.example//evil.example/')
  const typed = { username: 'tls-nurse', password: PASSWORD, next: '/' }
  const from = { origin: 'https://evenkeel.example' }
  const sent = await visitor.post('/sign-in', typed, { ...from, ...http })
  assert.equal(sent.status, 403)
  assert.equal(sent.setCookie, null)
  assert.match(sent.text, /Nothing was saved/)
  const asked = await visitor.post('/api/acts/add-staff', {}, { ...from, ...http })
  assert.equal(asked.status, 403)
  assert.equal(asked.headers.get('content-type'), 'application/problem+json')
  assert.equal(JSON.parse(asked.text).code, 'plain-http')
  assert.equal((await visitor.get('/health/live', http)).status, 200)
  assert.equal((await visitor.post('/sign-in', typed, { ...from, ...https })).status, 303)
})

test('SR-30: whoever comes past the proxies has come over http, and without a proxy nobody is believed', () => {
  const request = (address: string, says: string) => ({
    address: () => address,
    headers: new Headers({ 'x-forwarded-proto': says }),
  })
  const origin = 'https://evenkeel.example'
  const set = { origin, proxies: ['10.0.0.5'] }
  assert.ok(cameOverPlainHttp(request('10.0.0.9', 'https'), set))
  assert.ok(cameOverPlainHttp(request('::ffff:10.0.0.5', 'http'), set))
  assert.ok(!cameOverPlainHttp(request('10.0.0.5', 'https'), set))
  assert.ok(!cameOverPlainHttp(request('10.0.0.9', 'http'), { origin }))
  assert.ok(!cameOverPlainHttp(request('10.0.0.9', 'http'), { ...set, origin: undefined }))
})

const POST = 'POST /sign-in HTTP/1.1\nHost: x\nContent-Type: application/x-www-form-urlencoded'
const HIDDEN = 'GET /account HTTP/1.1\r\nHost: x\r\n\r\n'
const twofold = [
  { id: 'a length and chunks', head: `${POST}\nContent-Length: 4\nTransfer-Encoding: chunked` },
  { id: 'chunks and a length', head: `${POST}\nTransfer-Encoding: chunked\nContent-Length: 4` },
  { id: 'two lengths', head: `${POST}\nContent-Length: 4\nContent-Length: 9` },
  { id: 'a length with a sign', head: `${POST}\nContent-Length: +4` },
  { id: 'a length in hexadecimals', head: `${POST}\nContent-Length: 0x4` },
  { id: 'chunks that are not last', head: `${POST}\nTransfer-Encoding: chunked, identity` },
  { id: 'chunks by another spelling', head: `${POST}\nTransfer-Encoding: xchunked` },
  { id: 'a space before the colon', head: `${POST}\nTransfer-Encoding : chunked` },
  { id: 'a head that is folded', head: `${POST}\nX-A: b\n Transfer-Encoding: chunked` },
  { id: 'no host', head: 'GET /sign-in HTTP/1.1' },
  { id: 'a NUL in a header', head: `${POST}\nX-A: a\0b` },
] as const
for (const { id, head } of twofold) {
  test(`SR-31: a request with ${id} is refused, and what may hide behind it is no second one`, async () => {
    const answers = await said(head, `0\r\n\r\n${HIDDEN}`)
    assert.deepEqual(answers, ['HTTP/1.1 400'])
  })
}

const LEAKS = [
  ...['/.git/config', '/.git/HEAD', '/.env', '/.npmrc', '/package.json', '/package-lock.json'],
  ...['/src/main.ts', '/tsconfig.json', '/var/', '/node_modules/', '/docs/operations.md', '/data/'],
  ...['/assets/', '/assets/evenkeel.js', '/assets/evenkeel.js.map', '/assets/..%2fpackage.json'],
  ...['/assets/%2e%2e/package.json', '/assets/....//package.json', '/assets/evenkeel.css%00.js'],
  ...[
    '/metrics',
    '/health',
    '/server-status',
    '/debug',
    '/debug/pprof/',
    '/actuator/env',
    '/admin',
  ],
  ...['/robots.txt', '/backup.sql', '/dump.sql', '/phpinfo.php', '/swagger.json', '/graphql'],
]

test('SR-63: the addresses that scanners try first are no pages, and no answer names what it is made with', async () => {
  for (const path of LEAKS) {
    const { status, headers, text } = await lead.get(path)
    assert.equal(status, 404, path)
    for (const name of ['server', 'x-powered-by', 'sourcemap', 'x-sourcemap', 'via']) {
      assert.equal(headers.get(name), null, `${path}: ${name}`)
    }
    assert.doesNotMatch(text, /sourceMappingURL|node_modules|at \w+ \(|PostgreSQL|Hono/, path)
  }
})
