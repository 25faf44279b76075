import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import { parseNhsNumber } from '#register/nhs-number.ts'
import { routes } from '#src/routes.ts'
import { recordsOf } from '#test/every-absence.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { dosablePatient, ROUTINE } from '#test/store/visit-desk.ts'
import type { PageHandler } from '#web/page.ts'
import { unescaped } from './visit-forms.ts'

// SR-32, SR-72: a visit, a search, a refusal and an error, over the whole table of URLs; then nothing that names the patient may
// stand in any address that a page led to, or in any line of the log.

const fails: PageHandler = async ({ form, query }) => {
  const told = JSON.stringify([...form, ...query])
  throw Object.assign(new Error(`duplicate key (${NUMBER}) of ${FAMILY}`), {
    code: '23505',
    detail: told,
  })
}

const FAMILY = 'Quillfeather'
const GIVEN = 'Zebedee'
const NUMBER = '9990000018'
const BORN = '1938-04-07'
const NAMES = new RegExp(
  `${FAMILY}|${GIVEN}|${NUMBER}|999[ -]?000[ -]?0018|${BORN}|07[-/ ](?:04|Apr)[-/ ]1938|7 April 1938|19380407`,
  'i',
)

const logged: string[] = []
const addresses = new Set<string>()
let clinic: ServedClinic
let lead: Visitor
let ids: Readonly<Record<string, string>>
before(async () => {
  const log = pino(
    { name: 'evenkeel', level: 'trace' },
    { write: (line: string) => void logged.push(line) },
  )
  const failing = { method: 'POST', path: '/test-fails', page: fails } as const
  clinic = await servedClinic({ settings: { log }, urls: { routes: [...routes, failing] } })
  lead = await signedInAs(clinic, 'clinical-lead')
  const person = {
    familyName: FAMILY,
    givenName: GIVEN,
    dateOfBirth: BORN,
    nhs: { kind: 'number', number: NUMBER },
  }
  const who = await dosablePatient(clinic, {}, person as never)
  const task = await recordsOf(clinic).task(who, 'referral')
  ids = {
    patient: who.patientId,
    patientId: who.patientId,
    episode: who.episodeId,
    episodeId: who.episodeId,
    task,
    taskId: task,
  }
})
after(() => clinic.close())

/** Where a page leads: its links, its forms, what it loads, and where an answer sends the browser. */
function keepAddresses({ text, location }: Answer): void {
  for (const [, to = ''] of text.matchAll(/\b(?:href|action|src|data-[\w-]*url)="([^"]*)"/g))
    addresses.add(unescaped(to))
  if (location !== null) addresses.add(location)
}

const filled = (path: string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? ids['patient'] ?? '')

const identifiersIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])/g)]
    .map(([digits]) => digits)
    .filter((digits) => parseNhsNumber(digits.replaceAll(/[ -]/g, '')).kind === 'nhs-number')

test('SR-32, SR-72: no address that a page leads to, and no line of the log, names a patient, after a visit, searches, refusals and errors', async () => {
  const pages: Answer[] = []
  for (const { method, path } of routes) {
    if (method === 'GET') pages.push(await lead.get(filled(path)))
  }
  const csrf = await lead.csrf()
  for (const who of [
    FAMILY,
    `${FAMILY} ${GIVEN}`,
    NUMBER,
    '999 000 0018',
    BORN,
    '%',
    'x'.repeat(5000),
  ]) {
    pages.push(await lead.post('/register/find', { csrf, who }))
  }
  const typed = { csrf, ...ROUTINE, identity: 'ZQ 1938', comment: `${FAMILY} ${NUMBER}` }
  for (const { method, path } of routes) {
    if (method === 'POST' && path.includes('/:')) pages.push(await lead.post(filled(path), typed))
  }
  pages.push(await lead.post('/test-fails', { csrf, who: NUMBER, name: FAMILY }))
  pages.push(await lead.post('/register/find', { csrf: 'wrong', who: NUMBER }))
  pages.push(
    await lead.post('/register/find', { csrf, who: NUMBER }, { origin: 'https://evil.example' }),
  )
  pages.push(await lead.get(`/?q=${NUMBER}`), await lead.get(`/nowhere/${NUMBER}`))
  const nobody = await lead.get(`/patients/${ids['patient']}`, { cookie: 'none' })
  pages.forEach(keepAddresses)
  keepAddresses(nobody)

  assert.ok(
    pages.some(({ text }) => NAMES.test(text)),
    'the pages themselves name the patient',
  )
  assert.ok(addresses.size > 150, `${addresses.size} addresses`)
  const inAddresses = [...addresses].filter(
    (to) => NAMES.test(decodeURIComponent(to)) || identifiersIn(to).length > 0,
  )
  assert.deepEqual(inAddresses, [])
  assert.ok(logged.length >= 3, `${logged.length} lines`)
  assert.deepEqual(
    logged.filter((line) => NAMES.test(line) || identifiersIn(line).length > 0),
    [],
  )
})

test('SR-72: a line of the log is one line of JSON, whatever was sent', async () => {
  await lead.send('/register/find', {
    method: 'POST',
    headers: { origin: 'https://e\u00e9vil.example', 'user-agent': 'x"}{"level":60' },
    body: 'a=1\r\n{"level":60}',
  })
  for (const line of logged) {
    assert.equal(line.trimEnd().split('\n').length, 1)
    assert.equal(JSON.parse(line).name, 'evenkeel')
  }
})

test('SR-32, SR-72: a planted name or number is found', () => {
  assert.deepEqual(identifiersIn(`/patients?nhs=${NUMBER}`), [NUMBER])
  assert.deepEqual(identifiersIn('{"told":"999 000 0018"}'), ['999 000 0018'])
  assert.deepEqual(identifiersIn('/patients/0195e000-0000-7000-8000-000000000001'), [])
  assert.match('/find?who=quillfeather', NAMES)
})
