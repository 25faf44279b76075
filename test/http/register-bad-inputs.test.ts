import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { nextNhsNumber, testClinic } from '#test/clinic.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { newId } from '#workflow/new-id.ts'

// The cases of the bad-input list about NHS numbers (D3) and dates of birth (D2), through the page and through the API.

type Case = { readonly id: string; readonly input: string; readonly expected: string }

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'bad-inputs.json'), 'utf8'),
)

const caseOf = (id: string): Case =>
  cases.find((one) => one.id === id) ?? assert.fail(`no case ${id}`)

/** The text between backticks of a case is what is typed. */
const literal = (id: string): string => {
  const [, text = ''] = /`([^`]*)`/.exec(caseOf(id).input) ?? []
  return text
}

let database: TestDatabase
let practices = 0
const served: ServedClinic[] = []

before(async () => {
  database = await testDatabase()
})
after(async () => {
  for (const clinic of served) await clinic.close()
  await database.drop()
})

type Desk = { readonly clinic: ServedClinic; readonly visitor: Visitor; readonly csrf: string }

/** A practice with an empty register and somebody at its desk. */
async function emptyPractice(): Promise<Desk> {
  practices += 1
  const clinic = await testClinic({ database, prefix: `p${practices}-` })
  const open = await servedClinic({ clinic: { ...clinic, drop: async () => undefined } })
  served.push(open)
  const visitor = await signedInAs(open, 'receptionist')
  return { clinic: open, visitor, csrf: await visitor.csrf('/register/new') }
}

const PERSON = {
  familyName: 'Okonkwo',
  givenName: 'Adaeze',
  'dateOfBirth[day]': '17',
  'dateOfBirth[month]': '3',
  'dateOfBirth[year]': '1951',
  sex: 'female',
}
const { familyName, givenName, sex } = PERSON
const API_PERSON = { familyName, givenName, sex, dateOfBirth: '1951-03-17' }

const byPage = ({ visitor, csrf }: Desk, fields: Readonly<Record<string, string>>) =>
  visitor.post('/register/new', { csrf, 'request-key': newId(Date.now()), ...fields })

const byApi = ({ visitor, clinic, csrf }: Desk, fields: Readonly<Record<string, unknown>>) =>
  visitor.send('/api/acts/register-patient', {
    method: 'POST',
    body: JSON.stringify(fields),
    headers: {
      'content-type': 'application/json',
      'idempotency-key': newId(Date.now()),
      'x-csrf': csrf,
      origin: clinic.url,
      'sec-fetch-site': 'same-origin',
    },
  })

/** Nothing was registered, nothing leaks, and what was typed is not run as HTML. */
function assertRefused(answer: Answer, typed: string) {
  assert.equal(answer.status, 422)
  assert.doesNotMatch(answer.text, /\bat .*\.ts:\d+/)
  if (/[<>]/.test(typed)) assert.ok(!answer.text.includes(typed))
}

async function countOf({ clinic }: Desk): Promise<number> {
  const [row] = await clinic.inTx((tx) =>
    tx.query<{ people: number }>(
      'select count(*)::int as people from patient where provider_id = $1',
      [tx.providerId],
    ),
  )
  return row?.people ?? -1
}

const REFUSED_NUMBERS = [
  ...['D3.06', 'D3.07', 'D3.09', 'D3.10', 'D3.11', 'D3.12'],
  ...['D3.14', 'D3.15', 'D3.16', 'D3.17', 'D3.18', 'D3.19', 'D3.20', 'D3.21', 'D3.22', 'D3.23'],
  ...['D3.26', 'D3.27', 'D3.28', 'D3.32', 'D3.33', 'D3.34', 'D3.36', 'D3.38', 'D3.39', 'D3.40'],
]
const WORDED_NUMBERS: Readonly<Record<string, string>> = {
  'D3.01': '',
  'D3.43': '٩٤٣٤٧٦٥٩١٩',
  'D3.46': '9'.repeat(5000),
}

test('an NHS number that is none is refused by page and API, and nobody is registered', async (t) => {
  const desk = await emptyPractice()
  const typed = Object.fromEntries(REFUSED_NUMBERS.map((id) => [id, literal(id)]))
  for (const [id, nhsNumber] of Object.entries({ ...typed, ...WORDED_NUMBERS })) {
    await t.test(`${id} ${caseOf(id).input}: ${caseOf(id).expected}`, async () => {
      const began = performance.now()
      const page = await byPage(desk, { ...PERSON, nhsNumber })
      const api = await byApi(desk, { ...API_PERSON, nhsNumber })
      assert.ok(performance.now() - began < 1000)
      assertRefused(page, nhsNumber)
      assertRefused(api, nhsNumber)
      assert.match(page.text, /There is a problem/)
      assert.match(page.text, /value="Okonkwo"/)
    })
  }
  assert.equal(await countOf(desk), 0)
})

test('an NHS number that is no text is refused by the API', async (t) => {
  const desk = await emptyPractice()
  const sent: Readonly<Record<string, unknown>> = {
    'D3.49': 9_434_765_919,
    'D3.51': null,
    'D3.53': { $ne: null },
    'D3.54': true,
  }
  for (const [id, nhsNumber] of Object.entries(sent)) {
    await t.test(`${id} ${caseOf(id).input}: ${caseOf(id).expected}`, async () => {
      assertRefused(await byApi(desk, { ...API_PERSON, nhsNumber }), '')
    })
  }
  assert.equal(await countOf(desk), 0)
})

for (const id of ['D3.02', 'D3.04', 'D3.45']) {
  const { input, expected } = caseOf(id)
  test(`${id} ${input}: ${expected}`, async () => {
    const nhsNumber = id === 'D3.45' ? '9434765919\n' : literal(id)
    const [one, other] = [await emptyPractice(), await emptyPractice()]
    const page = await byPage(one, { ...PERSON, nhsNumber })
    assert.equal(page.status, 303)
    const found = await one.visitor.post('/register/find', { csrf: one.csrf, who: '9434765919' })
    assert.equal(found.location, page.location)
    assert.equal((await byApi(other, { ...API_PERSON, nhsNumber })).status, 200)
  })
}

test('D3.24: a number outside the ranges in use is taken when it is typed a second time, the same', async () => {
  const desk = await emptyPractice()
  const nhsNumber = literal('D3.24')
  const once = await byPage(desk, { ...PERSON, nhsNumber })
  assertRefused(once, nhsNumber)
  assert.match(once.text, /NHS number, once more/)
  const otherwise = await byPage(desk, { ...PERSON, nhsNumber, nhsNumberAgain: '9434765919' })
  assertRefused(otherwise, nhsNumber)
  const twice = await byPage(desk, { ...PERSON, nhsNumber, nhsNumberAgain: '987 654 3210' })
  assert.equal(twice.status, 303)
})

test('D3.01: no NHS number is right only with its coded reason', async () => {
  const desk = await emptyPractice()
  assertRefused(await byApi(desk, { ...API_PERSON, nhsAbsentReason: 'lost' }), '')
  const done = await byApi(desk, { ...API_PERSON, nhsAbsentReason: 'overseas' })
  assert.equal(done.status, 200)
})

test('D3.58: a number that is here with the same birth and another family name is compared, never linked', async () => {
  const desk = await emptyPractice()
  const nhsNumber = nextNhsNumber()
  await byPage(desk, { ...PERSON, nhsNumber })
  const again = await byPage(desk, { ...PERSON, familyName: 'Ferreira', nhsNumber })
  assert.equal(again.status, 409)
  assert.match(again.text, /OKONKWO, Adaeze/)
  assert.match(again.text, /two more identifiers/)
  assert.equal(await countOf(desk), 1)
})

test('D3.48: wildcards are refused in search, and name nobody', async () => {
  const desk = await emptyPractice()
  await byPage(desk, { ...PERSON, nhsNumber: nextNhsNumber() })
  for (const who of ['%', '_', 'Okon%', 'O_onkwo']) {
    const answer = await desk.visitor.post('/register/find', { csrf: desk.csrf, who })
    assert.equal(answer.status, 422)
    assert.doesNotMatch(answer.text, /OKONKWO/)
  }
})

test('D3.66: an NHS number in an address is refused', async () => {
  const desk = await emptyPractice()
  assert.equal((await desk.visitor.get(`/register${literal('D3.66')}`)).status, 400)
})

test('D3.70: an NHS number in the family name is refused', async () => {
  const desk = await emptyPractice()
  const typed = { ...PERSON, familyName: '9434765919', nhsNumber: nextNhsNumber() }
  const answer = await byPage(desk, typed)
  assertRefused(answer, '')
  assert.match(answer.text, /must not contain numbers/)
})

const boxes = (text: string) => {
  const [dayText = '', month = '', year = ''] = text.split('/')
  return { 'dateOfBirth[day]': dayText, 'dateOfBirth[month]': month, 'dateOfBirth[year]': year }
}

test('a date of birth that is none is refused by the page', async (t) => {
  const desk = await emptyPractice()
  const typed: Readonly<Record<string, string>> = {
    'D2.01': '//',
    'D2.07': '31/06/1952',
    'D2.08': '00/01/1952',
    'D2.10': '32/01/1952',
    'D2.12': '12/13/1952',
    'D2.42': '23/11/2026',
    'D2.43': '22/11/2026',
    'D2.44': '22/11/2016',
    'D2.21': '22/Nvo/1952',
  }
  for (const [id, text] of Object.entries(typed)) {
    await t.test(`${id} ${text}: ${caseOf(id).expected}`, async () => {
      const answer = await byPage(desk, {
        ...PERSON,
        ...boxes(text),
        nhsNumber: nextNhsNumber(),
      })
      assertRefused(answer, text)
    })
  }
  assert.equal(await countOf(desk), 0)
})

test('a date of birth in any other form than YYYY-MM-DD is refused by the API', async (t) => {
  const desk = await emptyPractice()
  const literals = ['D2.15', 'D2.16', 'D2.17', 'D2.18', 'D2.20', 'D2.23', 'D2.34', 'D2.35', 'D2.41']
  const sent: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(literals.map((id) => [id, literal(id)])),
    'D2.33': Number(literal('D2.33')),
    'D2.36': '1899-12-30',
    'D2.38': '9999-12-31',
    'D2.72': '1944',
    'D2.73': '1951-03-17 ',
  }
  for (const [id, dateOfBirth] of Object.entries(sent)) {
    await t.test(`${id} ${dateOfBirth}: ${caseOf(id).expected}`, async () => {
      const answer = await byApi(desk, {
        ...API_PERSON,
        dateOfBirth,
        nhsNumber: nextNhsNumber(),
      })
      assertRefused(answer, '')
    })
  }
  assert.equal(await countOf(desk), 0)
})

for (const [id, dateOfBirth] of [
  ['D2.46', '1970-01-01'],
  ['D2.47', '1944-06-15'],
] as const) {
  test(`${id}: a birth on ${dateOfBirth} reads back the same day`, async () => {
    const desk = await emptyPractice()
    const nhsNumber = nextNhsNumber()
    const done = await byApi(desk, { ...API_PERSON, dateOfBirth, nhsNumber })
    const { patientId }: { readonly patientId: string } = JSON.parse(done.text)
    const [year = '', month = '', dayOfMonth = ''] = dateOfBirth.split('-')
    const page = await desk.visitor.get(`/patients/${patientId}/details`)
    for (const part of [year, month, dayOfMonth]) assert.ok(page.text.includes(`value="${part}"`))
    const [row] = await desk.clinic.inTx((tx) =>
      tx.query<{ born: string }>(
        'select date_of_birth as born from patient where provider_id = $1 and id = $2',
        [tx.providerId, patientId],
      ),
    )
    assert.equal(row?.born, dateOfBirth)
  })
}

test('D2.45: a date that other systems fill in is taken when typed twice; over 120 years is refused', async () => {
  const desk = await emptyPractice()
  const typed = { ...PERSON, nhsNumber: nextNhsNumber() }
  assertRefused(await byPage(desk, { ...typed, ...boxes('01/01/1900') }), '')
  const filledIn = { ...typed, ...boxes('11/11/1911') }
  const once = await byPage(desk, filledIn)
  assertRefused(once, '')
  assert.match(once.text, /Date of birth, once more/)
  const again = {
    'dateOfBirthAgain[day]': '11',
    'dateOfBirthAgain[month]': '11',
    'dateOfBirthAgain[year]': '1911',
  }
  assert.equal((await byPage(desk, { ...filledIn, ...again })).status, 303)
})
