import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { openPool } from '#store/pool.ts'
import { testClinic } from '#test/clinic.ts'
import { chance } from '#test/crash/chance.ts'
import { type Fate, type Line, lineTo } from '#test/crash/line.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { dosablePatient, ROUTINE } from '#test/store/visit-desk.ts'
import { verify } from '#workflow/verify.ts'

// The outcome nobody knows (H26, pack T2 of the safety case): in each save a question to the database is lost, before it arrives and after it
// is done. Whoever was told nothing sends the same again, and it is there once.

let line: Line
let clinic: ServedClinic
let visitor: Visitor
let csrf = ''
before(async () => {
  const whole = await testClinic()
  line = await lineTo(whole.database.appUrl)
  const pool = openPool(line.url)
  const drop = async () => {
    await pool.end()
    await line.close()
    await whole.drop()
  }
  clinic = await servedClinic({ clinic: { ...whole, house: { ...whole.house, pool }, drop } })
  visitor = await signedInAs(clinic, 'clinical-lead')
  csrf = await visitor.csrf()
})
after(() => clinic.close())

type Fields = Readonly<Record<string, string>>

/** One save that a person asks for: what is sent, and for whom. */
type Save = { readonly act: string; readonly fields: Fields; readonly patientId?: string }

const send = ({ act, fields, patientId }: Save, key: string): Promise<Answer> =>
  visitor.send(`/api/acts/${act}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      'x-csrf': csrf,
      ...(patientId !== undefined && { 'x-patient': patientId }),
    },
    body: JSON.stringify(fields),
  })

async function saved(save: Save): Promise<Record<string, string>> {
  const { status, text } = await send(save, randomUUID())
  assert.equal(status, 200, text)
  return JSON.parse(text)
}

async function routineVisit(): Promise<Fields & { readonly patientId: string }> {
  const { patientId } = await dosablePatient(clinic)
  return { ...ROUTINE, patientId }
}

async function suggested(): Promise<Save> {
  const visit = await routineVisit()
  const { token = '' } = await saved({ act: 'suggest-dose', fields: visit })
  return { act: 'accept-dose', fields: { ...visit, token, slot: 'none' } }
}

const SAVES: Readonly<Record<string, () => Promise<Save>>> = {
  'a person is registered': async () => ({
    act: 'register-patient',
    fields: {
      familyName: madeUp(),
      givenName: madeUp(),
      dateOfBirth: '1951-03-04',
      nhsAbsentReason: 'not-traced',
    },
  }),
  'a dose is suggested': async () => ({ act: 'suggest-dose', fields: await routineVisit() }),
  'a dose is saved': suggested,
  'a patient is told': async () => {
    const dose = await suggested()
    const { decisionId = '' } = await saved(dose)
    const { patientId = '' } = dose.fields
    return { act: 'record-told', fields: { decisionId, how: 'handed-over' }, patientId }
  },
}

const by = chance(20_261_122)
const madeUp = () =>
  `A${Array.from({ length: 9 }, () => String.fromCharCode(97 + by.below(26))).join('')}`

/** The fate of the question with this number, and of no other; says whether it came to it. */
function lose(nth: number, fate: Fate): { readonly wasLost: () => boolean } {
  let asked = 0
  line.decide = () => {
    asked += 1
    return asked === nth ? fate : 'passes'
  }
  return { wasLost: () => asked >= nth }
}

const COUNTS = `
  select (select count(*) from request_key) as keys, (select count(*) from audit_line where line like '%"request"%') as lines,
         (select count(*) from patient) as patients, (select count(*) from inr_result) as results,
         (select count(*) from visit) as visits, (select count(*) from dose_decision) as doses,
         (select count(*) from told) as tellings`

const counted = async () =>
  (await clinic.database.migratorPool.query<Record<string, number>>(COUNTS)).rows[0] ?? {}

/** Sends it until it is confirmed; each answer before that says that it is not known whether it was saved. */
async function sentUntilConfirmed(save: Save, key: string) {
  const first = await send(save, key)
  line.decide = () => 'passes'
  if (first.status !== 200) {
    assert.equal(first.status, 503, first.text)
    assert.match(first.text, /It is not known whether this was saved/)
  }
  const answers = [await send(save, key), await send(save, key)]
  if (first.status === 200) answers.push(first)
  const said = answers.map(
    ({ status, text }) => ({ status, ...JSON.parse(text) }) as Record<string, unknown>,
  )
  assert.equal(said[0]?.['status'], 200)
  for (const one of said) assert.deepEqual(one, said[0])
}

/** Of the questions of a save all are lost in a soak; here one in so many, and the last three: line in the audit, commit, what follows. */
const ONE_IN = Number(process.env['EVENKEEL_LOSE_ONE_IN'] ?? 8)

const isLostHere = (nth: number, questions: number): boolean =>
  nth % ONE_IN === 1 % ONE_IN || nth > questions - 3

const gainedSince = (before: Record<string, number>, now: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(now).map(([name, count]) => [name, count - (before[name] ?? 0)]),
  )

async function gainedBy(save: Save, nth: number, fate: Fate) {
  const before = await counted()
  const lost = lose(nth, fate)
  await sentUntilConfirmed(save, randomUUID())
  return { wasLost: lost.wasLost(), gained: gainedSince(before, await counted()) }
}

/** How many questions it asks when nothing befalls it, and what is there afterwards. */
async function undisturbed(save: Save) {
  const before = await counted()
  let questions = 0
  line.decide = () => {
    questions += 1
    return 'passes'
  }
  assert.equal((await send(save, randomUUID())).status, 200)
  line.decide = () => 'passes'
  return { questions, gained: gainedSince(before, await counted()) }
}

for (const [what, prepare] of Object.entries(SAVES)) {
  test(`H26: when ${what}, a question to the database is lost, before it arrives or after it is done, wherever it is: it is there once`, async () => {
    // The first of its kind asks more: what later ones have prepared already.
    await undisturbed(await prepare())
    const { questions, gained } = await undisturbed(await prepare())
    // Two of the session, begin, provider, key, outcome, audit and commit are asked at least.
    assert.ok(questions >= 8, `${questions} questions`)
    assert.deepEqual([gained['keys'], gained['lines']], [1, 1])
    for (let nth = 1; nth <= questions; nth += 1) {
      if (!isLostHere(nth, questions)) continue
      for (const fate of ['never-arrives', 'answer-lost'] as const) {
        const once = await gainedBy(await prepare(), nth, fate)
        assert.ok(once.wasLost, `question ${nth} of ${questions}`)
        assert.deepEqual(once.gained, gained, `question ${nth} of ${questions} ${fate}`)
      }
    }
  })
}

test('H26, H37: after all of it the audit chain and every invariant hold', async () => {
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})
