import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import {
  acceptOn,
  alarmOn,
  authoriseTask,
  changeOn,
  OTHER_DOSE,
  oneMore,
  referOn,
} from '#test/store/decision-desk.ts'
import { done, refusal } from '#test/store/visit-desk.ts'
import { decisionList } from '#workflow/decision-list.ts'
import { overrideReport } from '#workflow/override-report.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
  const people = await Promise.all(
    ['Hargreaves', 'Hobson', 'Hirst', 'Howell'].map((name) => oneMore(clinic, name)),
  )
  const [kept = '', changed = '', authorised = '', alarmed = ''] = people
  await acceptOn(clinic, kept, '2026-11-22', '2.4')
  await changeOn(clinic, changed, '2026-11-22', '2.4')
  const asSuggested = await referOn(clinic, authorised, '2026-11-22', '2.4')
  done(await authoriseTask(clinic, asSuggested, { decision: 'as-suggested' }))
  const alarm = await alarmOn(clinic, alarmed, '2026-11-22', '5.6')
  done(
    await authoriseTask(clinic, alarm, {
      decision: 'own',
      ...OTHER_DOSE,
      dailyDose: '4',
      nextTestOn: '2026-11-27',
    }),
  )
  await acceptOn(clinic, kept, '2026-12-06', '2.6')
  await changeOn(clinic, changed, '2026-12-06', '3.4')
  const own = await referOn(clinic, authorised, '2026-12-06', '2.2')
  done(await authoriseTask(clinic, own, { decision: 'own', ...OTHER_DOSE }))
  await acceptOn(clinic, changed, '2026-12-13', '2.7')
})
after(() => clinic.drop())

const report = async (asked: Readonly<Record<string, string>>) => {
  const found = await overrideReport(clinic.house, clinic.callerOf('practice-manager'), asked)
  assert.ok(found.kind === 'overrides', JSON.stringify(found))
  return found
}

test('H33: overrides are counted beside what was done as suggested, each with where the next INR lay', async () => {
  const { all, byProtocol, byReason } = await report({ from: '2026-11-01' })
  assert.deepEqual(all, {
    suggestions: 7,
    overridden: { doses: 3, tested: 2, inRange: 1 },
    asSuggested: { doses: 4, tested: 2, inRange: 2 },
  })
  assert.deepEqual(
    byProtocol.map(({ value, figures }) => [value, figures]),
    [['coventry', all]],
  )
  assert.deepEqual(
    byReason.map(({ value, figures }) => [value, figures.overridden.doses]),
    [['trend', 3]],
  )
})

test('H33: a dose decided on an alarm is no override: nothing was suggested', async () => {
  const { all } = await report({ from: '2026-11-22', until: '2026-11-22' })
  assert.equal(all.suggestions, 3)
})

test('H33: a month counts what was decided in it, by the calendar of London', async () => {
  const { byMonth } = await report({ from: '2026-11-01' })
  assert.deepEqual(
    byMonth.map(({ value, figures }) => [value, figures.suggestions, figures.overridden.doses]),
    [
      ['2026-11', 3, 1],
      ['2026-12', 4, 2],
    ],
  )
})

test('H33: each count is the length of the list that it opens', async () => {
  const list = async (asked: Readonly<Record<string, string>>) => {
    const found = await decisionList(clinic.house, clinic.callerOf('nurse'), asked)
    assert.ok(found.kind === 'decisions')
    return found.count
  }
  const period = { from: '2026-11-01', until: '2026-12-13' }
  const { all } = await report(period)
  const other = { ...period, how: 'overridden' }
  const kept = { ...period, how: 'kept' }
  assert.equal(await list(other), all.overridden.doses)
  assert.equal(await list({ ...other, reason: 'trend' }), all.overridden.doses)
  assert.equal(await list({ ...other, followed: 'in-range' }), all.overridden.inRange)
  assert.equal(await list(kept), all.asSuggested.doses)
  assert.equal(await list({ ...kept, followed: 'in-range' }), all.asSuggested.inRange)
})

test('H34: the desk that books and does not dose sees no overrides', async () => {
  const outcome = await overrideReport(clinic.house, clinic.callerOf('receptionist'), {})
  assert.deepEqual(refusal(outcome), [403, 'not-permitted-role'])
})
