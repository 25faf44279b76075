import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'

// The policy of a page, and what becomes of it when a browser finds something that it forbids.

const lines: string[] = []
const heard = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk))
    done()
  },
})

let clinic: ServedClinic
before(async () => {
  const log = pino({ name: 'test' }, heard)
  clinic = await servedClinic({ settings: { log, proxies: ['127.0.0.1'] } })
})
after(() => clinic.close())

const policyOf = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text.split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ')
      return [name, values] as const
    }),
  )

/** @technical Bits that nobody guesses, and how many a letter of base64 has. */
const [LEAST_NONCE_BITS, BITS_OF_A_LETTER] = [128, 6]

function holds(policy: ReadonlyMap<string, readonly string[]>): void {
  const values = (name: string) => policy.get(name)?.join(' ')
  assert.equal(values('default-src'), "'none'", 'objects, frames, workers and media with it')
  for (const name of ['base-uri', 'frame-ancestors', 'trusted-types']) {
    assert.equal(values(name), "'none'", name)
  }
  assert.equal(values('form-action'), "'self'")
  assert.equal(values('require-trusted-types-for'), "'script'")
  const [, nonce = ''] = /^'nonce-([A-Za-z0-9+/]+)=*'$/.exec(values('script-src') ?? '') ?? []
  assert.ok(nonce.length * BITS_OF_A_LETTER >= LEAST_NONCE_BITS, nonce)
  const others = [...policy].filter(([name]) => /^(?!script).*-src$/.test(name))
  const wide = others.flatMap(([name, all]) =>
    all.filter((value) => !NARROW.includes(value) && `${name} ${value}` !== 'img-src data:'),
  )
  assert.deepEqual(wide, [])
  assert.equal(values('report-uri'), '/browser-reports')
  assert.equal(values('report-to'), 'browser-reports')
}

const NARROW = ["'none'", "'self'"]

test('SR-20: the policy holds what an evaluator of policies asks: one script by an unguessable name, nothing of a foreign or a wide source', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  for (const path of ['/', '/sign-in', '/nowhere', '/reports', '/health/live']) {
    const { headers } = await lead.get(path)
    holds(policyOf(headers.get('content-security-policy') ?? ''))
    assert.equal(headers.get('reporting-endpoints'), 'browser-reports="/browser-reports"')
  }
})

const ID = '0195e000-0000-7000-8000-000000000001'
let calls = 0
async function report(body: unknown, type: string, headers: Record<string, string> = {}) {
  calls += 1
  const from = { 'x-forwarded-for': headers['from'] ?? `203.0.113.${calls % 250}` }
  return await new Visitor(clinic.url).send('/browser-reports', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': type, ...from, ...headers },
  })
}

const heardOf = () => lines.splice(0).map((line) => JSON.parse(line))

test('SR-20: what a browser refused is told to the log by its kind and its row of the table of URLs, and nothing of whom it was about', async () => {
  heardOf()
  const page = `${clinic.url}/patients/${ID}/control?who=Quillfeather`
  const old = {
    'csp-report': {
      'document-uri': page,
      'blocked-uri': 'https://evil.example/Quillfeather.js',
      'effective-directive': 'script-src-elem',
      'script-sample': 'alert(9990000018)',
      referrer: page,
    },
  }
  assert.equal((await report(old, 'application/csp-report')).status, 204)
  const body = { documentURL: page, blockedURL: 'inline', effectiveDirective: 'style-src-attr' }
  const list = [{ type: 'csp-violation', url: page, user_agent: 'x', body }, { body: {} }]
  assert.equal((await report(list, 'application/reports+json')).status, 204)
  const told = heardOf().filter(({ msg }) => msg === 'a browser refused a part of a page')
  assert.deepEqual(
    told.map(({ directive, refused, url }) => ({ directive, refused, url })),
    [
      {
        directive: 'script-src-elem',
        refused: 'of another server',
        url: '/patients/:patient/control',
      },
      { directive: 'style-src-attr', refused: 'inline', url: '/patients/:patient/control' },
      { directive: 'none', refused: 'other', url: 'unknown' },
    ],
  )
  assert.doesNotMatch(JSON.stringify(told), new RegExp(`Quillfeather|9990000018|${ID}|evil`))
})

test('SR-20: reports are limited: what is none, too long, from another site or one too many is refused and written nowhere', async () => {
  heardOf()
  const type = 'application/csp-report'
  assert.equal((await report('x=1', 'application/x-www-form-urlencoded')).status, 415)
  assert.equal((await report('{', type)).status, 400)
  assert.equal((await report(`"${'x'.repeat(17_000)}"`, type)).status, 413)
  const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  assert.equal((await report({}, type, foreign)).status, 403)
  for (let sent = 0; sent < 20; sent += 1) {
    assert.equal((await report('7', type, { from: '198.51.100.7' })).status, 204)
  }
  const over = await report({}, type, { from: '198.51.100.7' })
  assert.deepEqual([over.status, over.headers.get('retry-after')], [429, '60'])
  assert.equal((await report('7', type)).status, 204, 'others are heard')
  clinic.clock.advance(61_000)
  assert.equal((await report('7', type, { from: '198.51.100.7' })).status, 204)
  for (let sent = 0; sent < 200; sent += 1) {
    await report('7', type, { from: `192.0.2.${sent}` })
  }
  assert.equal((await report('7', type, { from: '192.0.2.250' })).status, 429, 'of all together')
  assert.ok(
    heardOf().filter(({ msg }) => msg === 'a browser refused a part of a page').length < 300,
  )
})
