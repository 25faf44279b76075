import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type Competence,
  DOSING,
  type Dosing,
  permission,
  ROLES,
  type Role,
} from '#access/policy.ts'
import { day } from '#base/day.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { addControl, addMeterRecord } from '#store/meters.ts'
import { keepSent } from '#store/sent-results.ts'
import { addSettings } from '#store/settings.ts'
import { addStripLotRecord } from '#store/strip-lots.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { act } from '#workflow/act.ts'
import { newId } from '#workflow/new-id.ts'
import { dosablePatient, freshKey, refusal } from './visit-desk.ts'
import {
  addResult,
  soundDose,
  type WrittenAt,
  type WrittenDose,
  writeDose,
} from './written-dose.ts'

// What the database refuses by itself, whoever writes the rows: each dose here goes past the acts, by bare SQL, in the
// application's own role, and is rolled back.

let clinic: TestClinic
let course: Pick<WrittenAt, 'patientId' | 'episodeId'>
before(async () => {
  clinic = await testClinic()
  course = await dosablePatient(clinic)
})
after(() => clinic.drop())

/** What the database says to a dose, after what is done first; nothing of it stays. */
async function said(
  patch: Partial<WrittenDose>,
  first: (tx: Tx) => Promise<unknown> = async () => {},
): Promise<string> {
  return inTransaction(clinic.pool, clinic.providerId, async (tx) => {
    await first(tx)
    const answer = await writeDose(tx, clinic, course, { ...soundDose(clinic), ...patch }).then(
      () => 'written',
      (error: Error) => error.message,
    )
    return { keep: false, answer }
  })
}

const by = (role: Role): string => clinic.callerOf(role).accountId
const authorised = (): Partial<WrittenDose> => ({
  kind: 'authorised',
  authorisedBy: by('prescriber'),
})
const OLD = 'dose refused: its sample is older than may be dosed on'
const LATER = 'dose refused: a later or a waiting result is on record'
const GONE = 'dose refused: its result does not stand'
const COURSE = 'dose refused: the course is not one that is dosed now'
const MAY_NOT = 'dose refused: whoever decides it may not'

test('a dose on the fresh, newest result of a course in treatment is written', async () => {
  assert.equal(await said({}), 'written')
  assert.equal(await said(authorised()), 'written')
})

const LAB = { method: 'laboratory' } as const
const NINE = '2026-11-22T09:00:00Z'
const onDay = (date: string, time = '08:00:00') => ({ decidedAt: `2026-11-${date}T${time}Z` })
const AGES: readonly (readonly [string, Partial<WrittenDose>, string])[] = [
  ['a meter result of no time at the end of its day', onDay('22', '23:59:59'), 'written'],
  ['a meter result of no time the day after', onDay('23', '00:00:01'), OLD],
  ['an own meter of no time the day after', { method: 'own-meter', ...onDay('23') }, OLD],
  [
    'a laboratory result of no time the day after',
    { ...LAB, ...onDay('23', '23:59:59') },
    'written',
  ],
  ['a laboratory result of no time two days after', { ...LAB, ...onDay('24', '00:00:01') }, OLD],
  ['a meter result of 24 hours', { sampledAt: NINE, ...onDay('23', '09:00:00') }, 'written'],
  ['a meter result of 24 h and 1 s', { sampledAt: NINE, ...onDay('23', '09:00:01') }, OLD],
  [
    'a laboratory result of 48 hours',
    { ...LAB, sampledAt: NINE, ...onDay('24', '09:00:00') },
    'written',
  ],
  ['one of 48 h and 1 s', { ...LAB, sampledAt: NINE, ...onDay('24', '09:00:01') }, OLD],
  [
    'a result of tomorrow',
    { sampledOn: '2026-11-23' },
    'dose refused: its sample is of a later day',
  ],
]
for (const [name, patch, expected] of AGES) {
  test(`H05: by SQL past the act and on one day, ${name}: ${expected}`, async () => {
    assert.equal(await said(patch), expected)
  })
}

test('H05: the window is that of the rules of the suggestion, and never wider than the shipped one', async () => {
  const rules = (meter: number) => ({
    rules: { ...DEFAULT_RULE_SET, dosableWindowDays: { meter, laboratory: 9 } },
  })
  assert.equal(await said({ ...rules(0), ...onDay('23') }), OLD)
  assert.equal(await said({ ...rules(0), sampledAt: NINE }), 'written')
  assert.equal(await said({ ...rules(9), ...onDay('24') }), OLD)
  assert.equal(await said({ ...rules(9), ...LAB, ...onDay('25') }), OLD)
})

test('H05: an authorised person doses on what was fresh and has waited a week, and no longer', async () => {
  const waited = { ...authorised(), dailyUg: 5000 }
  assert.equal(await said({ ...waited, ...onDay('29') }), 'written')
  assert.equal(await said({ ...waited, ...onDay('30') }), OLD)
  assert.equal(await said({ ...waited, visitOn: '2026-11-24', ...onDay('24') }), OLD)
  assert.equal(await said({ ...waited, visitOn: '2026-11-23', ...onDay('23') }), OLD, 'no time')
  assert.equal(await said({ ...waited, ...onDay('30'), dailyUg: 0 }), 'written', 'nothing is taken')
  assert.equal(await said({ ...onDay('24'), dailyUg: 0 }), OLD, 'not by whoever accepts')
})

const elsewhere = (patch: Partial<Parameters<typeof addResult>[2]>) => (tx: Tx, at: WrittenAt) =>
  addResult(
    tx,
    { ...at, resultId: newId(clinic.clock.now()) },
    {
      ...soundDose(clinic),
      tenths: 31,
      enteredAt: '2026-11-22T09:10:00Z',
      ...patch,
    },
  )
const OVERTAKEN: readonly (readonly [string, WrittenDose['meanwhile'], string])[] = [
  ['an older one comes in', elsewhereOn('2026-11-21'), 'written'],
  ['a later one comes in', elsewhereOn('2026-11-23'), LATER],
  ['one arrives and waits', (tx, at) => elsewhere({ status: 'preliminary' })(tx, at), LATER],
  [
    'it is corrected',
    (tx, at) => elsewhere({ status: 'corrected', replaces: at.resultId })(tx, at),
    GONE,
  ],
  ['it is void', (tx, at) => elsewhere({ status: 'void', replaces: at.resultId })(tx, at), GONE],
]
function elsewhereOn(sampledOn: string): WrittenDose['meanwhile'] {
  return (tx, at) => elsewhere({ sampledOn })(tx, at)
}
for (const [name, meanwhile, expected] of OVERTAKEN) {
  test(`H05: by SQL past the act, when ${name}: ${expected}`, async () => {
    assert.equal(await said({ sampledAt: NINE, meanwhile, ...onDay('23') }), expected)
    assert.equal(
      await said({ ...authorised(), sampledAt: NINE, meanwhile, ...onDay('23') }),
      expected,
    )
  })
}

test('H05: a result that is preliminary or void from the start is nobody’s dose', async () => {
  for (const status of ['preliminary', 'void'] as const) assert.equal(await said({ status }), GONE)
})

/** Another visit of the course at an instant, with a result of its own, whose id is answered. */
async function anotherVisit(
  tx: Tx,
  { patientId, episodeId }: Pick<WrittenAt, 'patientId' | 'episodeId'>,
  at: string,
): Promise<string> {
  const resultId = newId(clinic.clock.now())
  const result = { ...soundDose(clinic), tenths: 31, enteredAt: NINE }
  await addResult(tx, { patientId, episodeId, resultId }, result)
  await tx.query(
    `insert into visit (provider_id, id, patient_id, episode_id, result_id, on_date, answers, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, '2026-11-22', '{}', $6, $7)`,
    [tx.providerId, newId(clinic.clock.now()), patientId, episodeId, resultId, by('nurse'), at],
  )
  return resultId
}

for (const [name, at, expected, expectedByTime] of [
  ['of the same instant', NINE, LATER, 'written'],
  ['by a clock that is behind', '2026-11-22T08:59:00Z', LATER, 'written'],
  ['a minute later', '2026-11-22T09:01:00Z', LATER, LATER],
] as const) {
  test(`H05: by SQL past the act, no dose after another visit ${name}; one that the visit knew refuses none`, async () => {
    const follows: WrittenDose['meanwhile'] = (tx, first) => anotherVisit(tx, first, at)
    assert.equal(await said({ meanwhile: follows }), expected)
    assert.equal(await said({ meanwhile: follows, knew: false }), expectedByTime)
    const before = (tx: Tx) => anotherVisit(tx, course, at)
    assert.equal(await said({}, before), 'written')
  })
}

test('H05: no dose after a later visit, and none on a course that was not moved on to it', async () => {
  const later =
    (...then: readonly WrittenDose['status'][]): WrittenDose['meanwhile'] =>
    async (tx, at) => {
      const resultId = await anotherVisit(tx, at, '2026-11-22T09:20:00Z')
      let replaces = resultId
      for (const status of then) {
        const next = newId(clinic.clock.now())
        const of = { ...soundDose(clinic), tenths: 31, enteredAt: NINE, status, replaces }
        await addResult(tx, { ...at, resultId: next }, of)
        replaces = next
      }
    }
  assert.equal(await said({ meanwhile: later() }), LATER)
  assert.equal(await said({ meanwhile: later('corrected') }), LATER)
  assert.equal(await said({ meanwhile: later('void') }), 'written')
  assert.equal(await said({ meanwhile: later('corrected', 'void') }), 'written')
  assert.equal(await said({ isMoved: false }), COURSE)
  assert.equal(await said({ planVersion: 2 }), COURSE)
})

const PLANS: readonly (readonly [string, string])[] = [
  ['not confirmed', `standing = 'unverified'`],
  [
    'suspended',
    `phase = 'suspended', suspended_from = '2026-11-01', suspended_until = '2026-12-01'`,
  ],
  ['not warfarin', `medicine = 'apixaban'`],
]
for (const [name, set] of PLANS) {
  test(`H05, H12: by SQL past the act, no dose on a course that is ${name}`, async () => {
    const change: WrittenDose['meanwhile'] = (tx, { episodeId }) =>
      tx.query(`update episode set ${set} where provider_id = $1 and id = $2`, [
        tx.providerId,
        episodeId,
      ])
    assert.equal(await said({ meanwhile: change }), COURSE)
  })
}

test('H07: by SQL past the act, no dose that was suggested for another target than the plan’s', async () => {
  const target = { lowTenths: 25, highTenths: 35 }
  assert.equal(await said({ target }), 'dose refused: it was suggested for another target')
})

const KINDS = {
  accepted: 'accept-dose',
  changed: 'change-dose',
  authorised: 'authorise-dose',
} as const
const TODAY = day('2026-11-22')
const UNTIL = ['2026-11-23', '2026-11-22', '2026-11-21', null] as const
const LEVELS = [3, 4, 5, null] as const
type Cell = {
  readonly kind: keyof typeof KINDS
  readonly role: Role
  readonly competence: Competence
}

const CELLS: readonly Cell[] = ROLES.flatMap((role) =>
  DOSING.flatMap((dosing: Dosing) =>
    UNTIL.flatMap((until) =>
      LEVELS.flatMap((level) =>
        (['accepted', 'changed', 'authorised'] as const).map((kind) => ({
          kind,
          role,
          competence: { dosing, until, level },
        })),
      ),
    ),
  ),
)

const mayByPolicy = (cell: Cell, starting: boolean): boolean =>
  [KINDS[cell.kind], ...(starting ? (['dose-initiation'] as const) : [])].every(
    (act) => permission(act, cell, TODAY).kind === 'allowed',
  )

test('H34: the function of the database and the table of who may do what answer every cell alike', async () => {
  for (const starting of [false, true]) {
    const cells = CELLS.map(({ kind, role, competence }, nth) => ({
      nth,
      kind,
      role,
      ...competence,
    }))
    const { rows } = await clinic.pool.query<{ may: boolean }>(
      `select may_decide_dose(c.kind, c.role, c.dosing, c.level, c.until, $2::date, $3) as may
         from jsonb_to_recordset($1)
              as c(nth int, kind text, role text, dosing text, level smallint, until date)
        order by c.nth`,
      [JSON.stringify(cells), TODAY, starting],
    )
    assert.equal(rows.length, CELLS.length)
    const differ = CELLS.filter((cell, nth) => rows[nth]?.may !== mayByPolicy(cell, starting))
    assert.deepEqual(differ, [])
    assert.ok(rows.some(({ may }) => may) && rows.some(({ may }) => !may))
  }
})

async function become(tx: Tx, role: Role, { dosing, level, until }: Competence, active = true) {
  await tx.query(
    `update staff set role = $3, dosing = $4, level = $5, competence_until = $6, active = $7
      where provider_id = $1 and account_id = $2`,
    [tx.providerId, by('nurse'), role, dosing, level, until, active],
  )
}

test('H34: by SQL past the act, a dose is written by whom the table allows and by nobody else', async () => {
  const cells = CELLS.filter(({ competence: { level, until } }) => level === 4 && until !== null)
  for (const cell of cells) {
    const { kind, role, competence } = cell
    const authorisedBy = kind === 'authorised' ? by('nurse') : null
    const decidedBy = kind === 'authorised' ? by('pharmacist') : by('nurse')
    const answer = await said({ kind, decidedBy, authorisedBy }, (tx) =>
      become(tx, role, competence),
    )
    assert.equal(answer, mayByPolicy(cell, false) ? 'written' : MAY_NOT, JSON.stringify(cell))
  }
})

test('H34, H08: a start by a protocol is dosed with level 5, and nobody who has left doses at all', async () => {
  const competence = { dosing: 'authorise', until: '2027-01-01' } as const
  const of = (level: 4 | 5, starting: boolean, active = true) =>
    said({ starting }, (tx) => become(tx, 'nurse', { ...competence, level }, active))
  assert.equal(await of(4, false), 'written')
  assert.equal(await of(4, true), MAY_NOT)
  assert.equal(await of(5, true), 'written')
  assert.equal(await of(5, false, false), MAY_NOT)
  assert.equal(await said({ decidedBy: newId(clinic.clock.now()) }), MAY_NOT)
})

test('H34: an authorised dose names who authorised it, and no other kind does', async () => {
  const misfit = 'dose refused: who authorised it does not fit its kind'
  assert.equal(await said({ kind: 'authorised' }), misfit)
  assert.equal(await said({ authorisedBy: by('prescriber') }), misfit)
})

/** An act that knows less than the database: what it writes first is done, and then it throws. */
const carelessAct = (write: (tx: Tx) => Promise<unknown>) =>
  act({
    name: 'accept-dose',
    parse: () => ({ kind: 'parsed', value: undefined }),
    perform: async ({ tx }) => {
      await write(tx)
      return { kind: 'done' }
    },
  })
const careless = (write: (tx: Tx) => Promise<unknown>) =>
  carelessAct(write).run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), {})
const written = (patch: Partial<WrittenDose>) => (tx: Tx) =>
  writeDose(tx, clinic, course, { ...soundDose(clinic), ...patch })

test('H05, H34: a dose that the database refuses is a refusal in words, kept as such, with nothing saved', async () => {
  const results = 'select id from inr_result'
  const before = (await clinic.database.migratorPool.query(results)).rows.length
  for (const patch of [{ status: 'void' }, { decidedBy: by('receptionist') }] as const) {
    assert.deepEqual(refusal(await careless(written(patch))), [409, 'dose-refused'])
    const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
      'select line from audit_line order by seq desc limit 1',
    )
    assert.match(rows[0]?.line ?? '', /"act":"accept-dose".*"refused":\["dose-refused"\]/)
  }
  assert.equal((await clinic.database.migratorPool.query(results)).rows.length, before)
})

test('H05: any other fault of a statement stays a fault', async () => {
  await assert.rejects(careless(written({ dailyUg: -1 })), /dose_decision_daily_ug_check/)
  await assert.rejects(
    careless((tx) => tx.query('delete from inr_result where provider_id = $1', [tx.providerId])),
    /permission denied/,
  )
})

const DEVICE = { meter: 'coaguchek-4417', stripLot: 'L62210', stripExpiresOn: '2027-03-31' }
const METER = 'dose refused: its meter has no control in date'
const STRIPS = 'dose refused: its strips may not be used'

/** As a meter's file brings one in. */
const A_CONTROL = { place: '', identifier: null, sent: null, faults: [], observation: {} }

type Known = {
  readonly standing?: 'in-service' | 'withdrawn'
  readonly controls?: readonly (readonly [doneOn: string, 'passed' | 'failed', clock?: string])[]
  readonly everyDays?: number | null
  readonly lot?: { readonly standing: 'usable' | 'blocked'; readonly expiresOn: string | null }
}

/** Controls in the order in which they were written down; one with a clock came in a file. */
async function addControls(tx: Tx, meterKey: string, controls: NonNullable<Known['controls']>) {
  const nurse = by('nurse')
  const nothing = { lowTenths: null, highTenths: null, comparator: null, tenths: null, note: '' }
  for (const [nth, [doneOn, outcome, clock]] of controls.entries()) {
    const [id, at] = [newId(clinic.clock.now()), `2026-11-22T08:0${nth}:00Z`]
    const of = { id, meterKey, meterVersion: 1, stripLot: 'L', controlLot: 'C', doneOn, outcome }
    const sent = { id, entry: A_CONTROL, hash: `${nth}`.repeat(64), by: nurse, at }
    if (clock !== undefined) await keepSent(tx, sent)
    const source = clock === undefined ? undefined : { sentId: id, doneAt: `${doneOn}T${clock}Z` }
    await addControl(tx, { ...of, ...nothing, by: nurse, at }, source)
  }
}

/** What the site knows of the meter and its strips, and how often it asks for a control. */
const site = (known: Known) => async (tx: Tx) => {
  const { standing, controls = [], everyDays, lot } = known
  const [meterKey, entry] = ['COAGUCHEK4417', { by: by('nurse'), at: '2026-11-22T08:00:00Z' }]
  if (standing !== undefined) {
    const meter = { key: meterKey, name: 'CoaguChek 4417', serial: 'S 1', model: 'other' }
    await addMeterRecord(tx, { ...meter, version: 1, standing, reason: '', ...entry })
  }
  await addControls(tx, meterKey, controls)
  if (lot !== undefined) {
    const record = { key: 'L62210', version: 1, lot: 'L 62210', reason: 'Recall', ...lot }
    await addStripLotRecord(tx, { ...record, ...entry })
  }
  if (everyDays === undefined) return
  const controlRules = [{ from: '2026-11-22', everyDays, source: 'Specification' }]
  const settings = { version: 1, settings: { controlRules }, proposalId: null }
  await addSettings(tx, { ...settings, setBy: entry.by, setAt: entry.at })
}

const PASSED = ['2026-11-22', 'passed'] as const
const EARLIER = ['2026-11-21', 'passed'] as const
const FAILED = ['2026-11-22', 'failed'] as const
const CLOCK_FAILED = ['2026-11-22', 'failed', '08:40:00'] as const
const SINCE = ['2026-11-23', 'passed'] as const
const NEXT = { sampledAt: NINE, ...onDay('23') }
const IN_USE = { standing: 'in-service' } as const
const SOUND: readonly (readonly [string, Known, Partial<WrittenDose>, string])[] = [
  ['a meter of no register, no rule', {}, {}, 'written'],
  ['a meter of no register', { everyDays: 1 }, {}, METER],
  ['a meter that nobody named', { everyDays: 1 }, { device: {} }, METER],
  ['a meter never controlled', { ...IN_USE, everyDays: 1 }, {}, METER],
  ['a control of the day', { ...IN_USE, everyDays: 1, controls: [PASSED] }, {}, 'written'],
  ['a control of yesterday', { ...IN_USE, everyDays: 1, controls: [EARLIER] }, {}, METER],
  ['one within 2 days', { ...IN_USE, everyDays: 2, controls: [EARLIER] }, {}, 'written'],
  [
    'one that failed since, no rule',
    { ...IN_USE, controls: [EARLIER, ['2026-11-22', 'failed']] },
    {},
    METER,
  ],
  [
    'one whose last control of that day failed',
    { ...IN_USE, controls: [PASSED, FAILED, SINCE] },
    NEXT,
    METER,
  ],
  [
    'one that failed and passed on that day',
    { ...IN_USE, everyDays: 1, controls: [FAILED, PASSED, SINCE] },
    NEXT,
    'written',
  ],
  [
    'one that failed before it and passed after it, by the clock of the meter',
    { ...IN_USE, controls: [CLOCK_FAILED, ['2026-11-22', 'passed', '09:30:00']] },
    { sampledAt: NINE },
    METER,
  ],
  [
    'one that failed and passed before it, by the clock of the meter',
    { ...IN_USE, controls: [['2026-11-22', 'passed', '08:50:00'], CLOCK_FAILED] },
    { sampledAt: NINE },
    'written',
  ],
  [
    'one that passed and then failed, by the clock of the meter, whichever was written down first',
    { ...IN_USE, controls: [CLOCK_FAILED, ['2026-11-22', 'passed', '08:20:00']] },
    { sampledAt: NINE },
    METER,
  ],
  [
    'one that failed before and passed after',
    { ...IN_USE, controls: [['2026-11-21', 'failed'], SINCE] },
    NEXT,
    METER,
  ],
  [
    'one that is named by its serial number',
    { standing: 'withdrawn' },
    { device: { ...DEVICE, meter: 's-1' } },
    METER,
  ],
  ['a meter out of use, no rule', { standing: 'withdrawn', controls: [PASSED] }, {}, METER],
  ['a rule taken back', { everyDays: null }, {}, 'written'],
  ['a laboratory', { everyDays: 1 }, { method: 'laboratory', device: {} }, 'written'],
  ["a patient's own meter", { everyDays: 1 }, { method: 'own-meter' }, 'written'],
  ['a blocked lot', { lot: { standing: 'blocked', expiresOn: null } }, {}, STRIPS],
  [
    'a blocked lot in an own meter',
    { lot: { standing: 'blocked', expiresOn: null } },
    { method: 'own-meter' },
    STRIPS,
  ],
  ['strips past their date', {}, { device: { ...DEVICE, stripExpiresOn: '2026-11-21' } }, STRIPS],
  ['a lot past its date', { lot: { standing: 'usable', expiresOn: '2026-11-21' } }, {}, STRIPS],
  [
    'strips of no known date',
    { ...IN_USE, everyDays: 1, controls: [PASSED] },
    { device: { ...DEVICE, stripExpiresOn: null } },
    METER,
  ],
  ['nothing taken, authorised', { everyDays: 1 }, { kind: 'authorised', dailyUg: 0 }, 'written'],
  ['a dose, authorised', { everyDays: 1 }, { kind: 'authorised' }, METER],
]
for (const [what, known, patch, expected] of SOUND) {
  test(`H06: by SQL past the act, a dose measured by ${what}: ${expected}`, async () => {
    const who = patch.kind === 'authorised' ? authorised() : {}
    assert.equal(await said({ device: DEVICE, ...patch, ...who }, site(known)), expected)
  })
}
