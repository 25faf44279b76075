import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { doorRoutes, routes } from '#src/routes.ts'
import { PASSWORD } from '#test/clinic.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from '#test/http/served-clinic.ts'
import type { PageHandler } from '#web/page.ts'

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

const METHODS = ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

test('SR-30: each address answers a method that it does not have with 405 and with those it has, and nobody may read an answer from another site', async () => {
  const paths = [...new Set([...routes, ...doorRoutes].map(({ path }) => path))]
  assert.ok(paths.length > 150, `${paths.length}`)
  for (const [at, path] of [...paths, '/api/acts/add-staff'].entries()) {
    const method = METHODS[at % METHODS.length] ?? 'PUT'
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    const { status, headers: answered } = await lead.send(filled(path), { method, headers })
    assert.equal(status, 405, `${method} ${path}`)
    assert.match(answered.get('allow') ?? '', /^(?:GET|POST)(?:, POST|, GET)?$/, path)
    assert.equal(answered.get('x-content-type-options'), 'nosniff', path)
    assert.match(answered.get('content-security-policy') ?? '', /default-src 'none'/, path)
    const opened = [...answered.keys()].filter((name) => name.startsWith('access-control-'))
    assert.deepEqual(opened, [], path)
  }
})

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
  for (const method of ['TRACE', 'CONNECT', 'FROB']) {
    const [first = 'closed', ...more] = await said(
      `${method} /sign-in HTTP/1.1\nHost: x\nConnection: close`,
    )
    assert.match(first, /closed|40[05]/, method)
    assert.deepEqual(more, [], method)
  }
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
