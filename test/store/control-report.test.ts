import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { FLAGS } from '#clinical/clinic-on-day.ts'
import type { Control } from '#clinical/control.ts'
import type { Ttr } from '#clinical/ttr.ts'
import { addResults } from '#store/results.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { addPastResult, TODAY } from '#test/store/visit-desk.ts'
import { countedPeople } from '#workflow/counted-people.ts'
import { newId } from '#workflow/new-id.ts'
import { patientControl } from '#workflow/patient-control.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { providerControl } from '#workflow/provider-control.ts'

let clinic: TestClinic
let other: TestClinic
/** Steadily in range, always above, begun a month ago, never tested. */
let people: Record<'steady' | 'high' | 'new' | 'untested', Person>
type Person = { readonly patientId: string; readonly episodeId: string }

before(async () => {
  clinic = await testClinic()
  other = await testClinic({ database: clinic.database, prefix: 'other-' })
  people = {
    steady: await person([25, 24, 26, 25, 24, 26, 25]),
    high: await person([35, 35, 36, 34, 35, 51, 51]),
    new: await person([25, 25], { startedOn: addDays(TODAY, -30) }),
    untested: await person([]),
  }
})
after(() => clinic.drop())

/** A person tested every four weeks, the last time today. */
async function person(
  tenths: readonly number[],
  known: Parameters<TestClinic['addEpisode']>[1] = {},
): Promise<Person> {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, {
    recordedAt: '2025-01-23T09:00:00Z',
    ...known,
  })
  for (const [nth, inr] of tenths.entries()) {
    await addPastResult(clinic, { patientId, episodeId }, inr, (tenths.length - 1 - nth) * 28)
  }
  return { patientId, episodeId }
}

type Asked = Readonly<Record<string, string>>

async function control(asked: Asked = {}, of: TestClinic = clinic) {
  const found = await providerControl(of.house, of.callerOf('nurse'), asked)
  if (found.kind === 'refused') throw new Error(JSON.stringify(found))
  return found
}

async function listed(figure: string, asked: Asked = {}, of: TestClinic = clinic) {
  const question = { figure, page: null, asked }
  const list = await countedPeople(of.house, of.callerOf('nurse'), question)
  if (list.kind === 'refused') throw new Error(JSON.stringify(list))
  return list
}

const namesOf = (list: { people: readonly { id: string }[] }) =>
  list.people.map(({ id }) => id).sort()

test('who is counted, who is left out and why, and how well each method says it goes', async () => {
  const { nice, onTreatment, prevalence, flags } = await control()
  assert.equal(onTreatment, 4)
  const [continuous] = nice.methods
  assert.equal(continuous?.mean.people.length, 2)
  assert.equal(continuous?.mean.percents.inRange, 5000)
  assert.equal(continuous?.pooled.of, 2 * 168)
  assert.deepEqual([nice.leftOut.tooShort.length, nice.leftOut.nothingCounted.length], [1, 1])
  assert.deepEqual(
    [prevalence['in-range'].length, prevalence.above.length, prevalence['no-inr'].length],
    [2, 1, 1],
  )
  assert.deepEqual([flags.twoAboveFive.yes.length, flags.twoAboveFive['not-known'].length], [1, 1])
})

const LISTS = [
  'time-in-range.nice.continuous',
  'time-in-range.two-weeks.tests',
  'left-out.nice.tooShort',
  'left-out.nice.nothingCounted',
  'last-inr.in-range',
  'last-inr.no-inr',
  'flag.twoAboveFive.yes',
  'flag.timeInRangeBelow65.not-known',
]

test('each figure opens a list of exactly the people it counts', async () => {
  const { nice, twoWeeks, prevalence, flags } = await control()
  const counts = [
    nice.methods[0]?.mean.people.length,
    twoWeeks.methods[2]?.mean.people.length,
    nice.leftOut.tooShort.length,
    nice.leftOut.nothingCounted.length,
    prevalence['in-range'].length,
    prevalence['no-inr'].length,
    flags.twoAboveFive.yes.length,
    flags.timeInRangeBelow65['not-known'].length,
  ]
  for (const [nth, key] of LISTS.entries()) {
    const list = await listed(key)
    assert.equal(list.people.length, counts[nth], key)
    assert.ok(list.people.length > 0, key)
  }
  const { steady, high, untested } = people
  assert.deepEqual(namesOf(await listed('flag.twoAboveFive.yes')), [high.patientId])
  assert.deepEqual(namesOf(await listed('last-inr.no-inr')), [untested.patientId])
  assert.deepEqual(
    namesOf(await listed('time-in-range.nice.continuous')),
    [steady.patientId, high.patientId].sort(),
  )
})

test('a figure that nobody made is refused, whatever its name', async () => {
  for (const figure of ['constructor', '', "flag'; --"]) {
    const question = { figure, page: null, asked: {} }
    const answer = await countedPeople(clinic.house, clinic.callerOf('nurse'), question)
    assert.equal(answer.kind, 'refused')
  }
})

test('H36: nobody of one provider is counted or listed for another', async () => {
  const { onTreatment, nice } = await control({}, other)
  assert.equal(onTreatment, 0)
  assert.equal(nice.methods[0]?.pooled.percents.inRange, null)
  assert.equal((await listed('last-inr.in-range', {}, other)).count, 0)
  const answer = await patientControl(other.house, other.callerOf('nurse'), {
    patientId: people.steady.patientId,
    asked: {},
  })
  assert.equal(answer.kind, 'refused')
})

async function figuresOf({ patientId }: Pick<Person, 'patientId'>, asked: Asked) {
  const question = { patientId, asked }
  const answer = await patientControl(clinic.house, clinic.callerOf('nurse'), question)
  assert(answer.kind === 'patient-control' && answer.figures.kind === 'figures')
  return answer.figures
}

async function onPage({ patientId }: Person): Promise<Control> {
  const page = await patientPage(clinic.house, clinic.callerOf('nurse'), { patientId })
  assert(page.kind === 'patient-page' && page.course !== null)
  assert(page.course.control !== 'not-known')
  return page.course.control
}

const percentOf = (ttr: Ttr | 'insufficient') =>
  ttr === 'insufficient' ? null : ttr.percentHundredths

test("a patient's control of the last 12 and 6 months is what the patient's page says", async () => {
  for (const who of Object.values(people)) {
    const shown = await onPage(who)
    const year = await figuresOf(who, {})
    const halfYear = await figuresOf(who, { from: '2026-05-23' })
    assert.equal(year.nice.methods[0]?.pooled.percents.inRange, percentOf(shown.twelveMonths))
    assert.equal(halfYear.nice.methods[0]?.pooled.percents.inRange, percentOf(shown.sixMonths))
    for (const flag of FLAGS) assert.equal(year.flags[flag][shown.flags[flag]].length, 1, flag)
  }
})

test('a corrected result counts as corrected, a void one not at all, and the earlier record can be seen again', async () => {
  const who = await person([25, 25, 25])
  const [wrong] = await clinic.inTx((tx) =>
    tx.query<{ id: string }>(
      'select id from inr_result where provider_id = $1 and episode_id = $2 order by sampled_on desc limit 1',
      [tx.providerId, who.episodeId],
    ),
  )
  const correction = {
    ...who,
    id: newId(clinic.clock.now()),
    inr: { comparator: '=', tenths: 40 },
    raw: '4.0',
    sampledOn: TODAY,
    sampledAt: null,
    method: 'provider-meter',
    device: null,
    status: 'corrected',
    replaces: wrong?.id ?? null,
    reason: 'typed wrong',
    doseBeforeUg: null,
    omitDays: null,
    plannedNextOn: null,
    comment: null,
    importBatchId: null,
    enteredBy: clinic.callerOf('nurse').accountId,
    enteredAt: '2026-11-22T08:59:00Z',
  } as const
  await clinic.inTx((tx) => addResults(tx, [correction]))
  const placeOf = async (asked: Asked) => (await figuresOf(who, asked)).prevalence
  assert.equal((await placeOf({})).above.length, 1)
  const yesterday = { until: '2026-11-21', recordedBy: '2026-11-21' }
  assert.equal((await placeOf(yesterday))['in-range'].length, 1)
  await clinic.inTx((tx) =>
    addResults(tx, [
      {
        ...correction,
        id: newId(clinic.clock.now()),
        status: 'void',
        replaces: correction.id,
        reason: 'not this patient',
        enteredAt: '2026-11-22T09:00:00Z',
      },
    ]),
  )
  const now = await placeOf({})
  assert.deepEqual([now['in-range'].length, now.above.length], [1, 0])
})

test('a course that began after the record of that day is not in it', async () => {
  const late = await person([25, 25], { recordedAt: '2026-11-20T09:00:00Z' })
  const asked = { until: '2026-11-10', recordedBy: '2026-11-10' }
  const counted = namesOf(await listed('last-inr.in-range', asked))
  assert.equal(counted.includes(late.patientId), false)
  const nowadays = namesOf(await listed('last-inr.in-range', { until: '2026-11-10' }))
  assert.equal(nowadays.includes(late.patientId), true)
})

test('a range that was changed is seen as it was recorded then', async () => {
  const who = await person([35])
  await clinic.inTx((tx) =>
    tx.query(
      `with newest as (update episode set version = 2 where provider_id = $1 and id = $2)
       insert into episode_version (provider_id, episode_id, version, phase, standing, plan, reason, recorded_by, recorded_at)
       select provider_id, episode_id, 2, phase, standing,
              jsonb_set(plan, '{target}', '{"valueTenths": 35, "lowTenths": 30, "highTenths": 40}'), 'new target',
              recorded_by, '2026-06-01T09:00:00Z'
         from episode_version where provider_id = $1 and episode_id = $2`,
      [tx.providerId, who.episodeId],
    ),
  )
  const inRange = async (asked: Asked) =>
    namesOf(await listed('last-inr.in-range', asked)).includes(who.patientId)
  await addPastResult(clinic, who, 35, 200)
  assert.equal(await inRange({}), true)
  assert.equal(await inRange({ until: '2026-05-31' }), false)
})

const WRONG: readonly (readonly [asked: Asked, field: string, code: string])[] = [
  [{ until: '2026-11-23' }, 'until', 'in-future'],
  [{ from: '2026-10-02', until: '2026-10-01' }, 'from', 'upside-down'],
  [{ from: '1999-12-31' }, 'from', 'too-early'],
  [{ from: '2010-01-01' }, 'from', 'too-long'],
  [{ from: '2026-02-30' }, 'from', 'no-such-day'],
  [{ from: 'yesterday' }, 'from', 'format'],
  [{ recordedBy: '2026-11-23' }, 'recordedBy', 'in-future'],
  [{ until: '2026-10-31', recordedBy: '2026-10-30' }, 'recordedBy', 'before-end'],
]

for (const [asked, field, code] of WRONG) {
  test(`a period of ${JSON.stringify(asked)} is refused at ${field}`, async () => {
    const answer = await providerControl(clinic.house, clinic.callerOf('nurse'), asked)
    assert(answer.kind === 'refused')
    assert.equal(answer.status, 422)
    assert.deepEqual(
      answer.findings.map((finding) => [finding.field, finding.code]),
      [[field, code]],
    )
  })
}

test('without a word the period is the twelve months up to today', async () => {
  assert.deepEqual((await control()).asked.period, { from: day('2025-11-23'), until: TODAY })
})
