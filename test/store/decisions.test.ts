import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
import { changeRules } from '#test/store/rule-desk.ts'
import { done, refusal } from '#test/store/visit-desk.ts'
import { decisionList } from '#workflow/decision-list.ts'
import { decisionPage } from '#workflow/decision-page.ts'

const PACKAGE = join(import.meta.dirname, '../../package.json')

let clinic: TestClinic
const made = {
  accepted: '',
  next: '',
  changed: '',
  alarm: '',
  asSuggested: '',
  own: '',
  undecided: '',
}

before(async () => {
  clinic = await testClinic()
  const [one, two, three, four, five, six] = [
    await oneMore(clinic, 'Hargreaves'),
    await oneMore(clinic, 'Hobson'),
    await oneMore(clinic, 'Hirst'),
    await oneMore(clinic, 'Howell'),
    await oneMore(clinic, 'Hume'),
    await oneMore(clinic, 'Hale'),
  ]
  made.accepted = await acceptOn(clinic, one, '2026-11-22', '3.3')
  made.changed = await changeOn(clinic, two, '2026-11-22', '2.4')
  made.asSuggested = done(
    await authoriseTask(clinic, await referOn(clinic, three, '2026-11-22', '2.4'), {
      decision: 'as-suggested',
    }),
  ).decisionId
  made.own = done(
    await authoriseTask(clinic, await referOn(clinic, four, '2026-11-22', '2.4'), {
      decision: 'own',
      ...OTHER_DOSE,
    }),
  ).decisionId
  made.alarm = await alarmOn(clinic, five, '2026-11-22', '5.6')
  made.undecided = await referOn(clinic, six, '2026-11-22', '2.4')
  made.next = await acceptOn(clinic, one, '2026-12-06', '2.6')
  await alarmOn(clinic, two, '2026-12-06', '4.6')
})
after(() => clinic.drop())

const shown = async (id: string) => {
  const page = await decisionPage(clinic.house, clinic.callerOf('nurse'), { id })
  assert.ok(page.kind === 'decision-page', JSON.stringify(page))
  return page
}

const ANY = { from: '2026-11-01' }
type Asked = Readonly<Record<string, string>>
async function listed(asked: Asked = {}) {
  const list = await decisionList(clinic.house, clinic.callerOf('nurse'), { ...ANY, ...asked })
  assert.ok(list.kind === 'decisions')
  assert.equal(list.count, list.rows.length)
  return list.rows
}
const keys = async (asked: Asked) => (await listed(asked)).map(({ key }) => key).sort()

test('H10: a decision is opened with its inputs, its rules, what was decided, and asked again now', async () => {
  const { suggestion, rules, replay, became, patient } = await shown(made.accepted)
  assert.equal(patient.details.familyName, 'Hargreaves')
  assert.equal(suggestion.inputs.inr.tenths, 33)
  assert.equal(suggestion.inputs.currentDailyUg, 5000)
  assert.ok(suggestion.advice.kind === 'dose' && suggestion.advice.fired.length > 0)
  assert.equal(rules.hash, suggestion.ruleSetHash)
  assert.equal(rules.proposal, null)
  assert.equal(replay, 'same')
  assert.ok(became.kind === 'dose')
  assert.equal(became.decision.decidedByName, 'Test nurse')
  assert.equal(became.followed.overridden, false)
  assert.deepEqual(
    [became.followed.following, became.followed.tenths, became.followed.sampledOn],
    ['in-range', 26, '2026-12-06'],
  )
})

test('H10: a suggestion made by activated rules names the proposal; the older one still answers the same', async () => {
  const other = await oneMore(clinic, 'Hatfield')
  clinic.clock.set('2026-12-07T09:00:00Z')
  const proposalId = await changeRules(clinic, { capPercent: '10' })
  const later = await shown(await acceptOn(clinic, other, '2026-12-07', '2.4'))
  assert.equal(later.rules.proposal?.id, proposalId)
  assert.equal(later.replay, 'same')
  assert.notEqual(later.rules.hash, (await shown(made.accepted)).rules.hash)
  assert.equal((await shown(made.accepted)).replay, 'same')
})

test('H10: a rule set that was tampered with answers otherwise, and the page says so', async () => {
  const { rules } = await shown(made.accepted)
  const set = (percent: string) =>
    clinic.database.migratorPool.query(
      `update rule_set set body = jsonb_set(body, '{protocol}', $1::jsonb) where hash = $2`,
      [percent, rules.hash],
    )
  await set('"re-ly"')
  assert.equal((await shown(made.accepted)).replay, 'differs')
  await set('"of-nobody"')
  assert.equal((await shown(made.accepted)).replay, 'cannot-be-asked')
  await set('"coventry"')
  assert.equal((await shown(made.accepted)).replay, 'same')
})

test('what was referred and not decided, and an alarm, are opened by their tasks', async () => {
  const alarm = await shown(made.alarm)
  assert.equal(alarm.suggestion.advice.kind, 'alarm')
  assert.equal(alarm.became.kind, 'task')
  assert.equal(alarm.replay, 'same')
  assert.equal((await shown(made.undecided)).suggestion.advice.kind, 'dose')
})

test('another dose than suggested is an override, whoever gave it; the suggestion authorised is none', async () => {
  const overridden = async (id: string) => {
    const { became } = await shown(id)
    return became.kind === 'dose' && became.followed.overridden
  }
  assert.deepEqual(
    [
      await overridden(made.changed),
      await overridden(made.own),
      await overridden(made.asSuggested),
    ],
    [true, true, false],
  )
})

test('a larger dose on named days is another dose than suggested, the weekly dose being the same', async () => {
  const taskId = await referOn(clinic, await oneMore(clinic, 'Hill'), '2026-12-07', '1.9')
  const boosted = { ...OTHER_DOSE, dailyDose: '5', boostDose: '6', boostDays: '1' }
  const outcome = await authoriseTask(clinic, taskId, { decision: 'own', ...boosted })
  const { became } = await shown(done(outcome).decisionId)
  assert.ok(became.kind === 'dose')
  assert.equal(became.decision.weeklyUg, 35_000)
  assert.equal(became.followed.overridden, true)
})

test('the list shows each suggestion once, and is narrowed by day, protocol, what was decided and what followed', async () => {
  const six = [made.accepted, made.changed, made.asSuggested, made.own, made.alarm, made.undecided]
  assert.deepEqual(await keys({ until: '2026-11-22' }), [...six].sort())
  assert.deepEqual(await keys({ from: '2026-11-23', until: '2026-12-05' }), [])
  assert.deepEqual(await keys({ until: '2026-11-22', how: 'accepted' }), [made.accepted])
  assert.deepEqual(await keys({ how: 'changed' }), [made.changed])
  assert.deepEqual(
    await keys({ until: '2026-11-22', how: 'authorised' }),
    [made.asSuggested, made.own].sort(),
  )
  assert.deepEqual(
    await keys({ until: '2026-11-22', how: 'overridden' }),
    [made.changed, made.own].sort(),
  )
  assert.deepEqual(
    await keys({ until: '2026-11-22', how: 'kept' }),
    [made.accepted, made.asSuggested].sort(),
  )
  assert.deepEqual(await keys({ until: '2026-11-22', how: 'alarm' }), [made.alarm])
  assert.deepEqual(
    await keys({ until: '2026-11-22', how: 'not-dosed' }),
    [made.alarm, made.undecided].sort(),
  )
  assert.deepEqual(
    await keys({ until: '2026-11-22', reason: 'trend' }),
    [made.changed, made.own].sort(),
  )
  assert.deepEqual(await keys({ until: '2026-11-22', followed: 'in-range' }), [made.accepted])
  assert.deepEqual(await keys({ followed: 'out-of-range' }), [made.changed])
  assert.deepEqual(await keys({ protocol: 're-ly' }), [])
  assert.deepEqual(
    await keys({ until: '2026-11-22', protocol: 'coventry' }),
    six.filter((key) => key !== made.alarm).sort(),
  )
})

test('a period that ends before it begins, or a day that is none, is refused in words', async () => {
  const ask = (asked: Asked) => decisionList(clinic.house, clinic.callerOf('nurse'), asked)
  assert.deepEqual(refusal(await ask({ from: '2026-12-02', until: '2026-12-01' })), [
    422,
    'upside-down',
  ])
  assert.equal(refusal(await ask({ from: '2026-02-30' }))[0], 422)
})

test('H10: a referral whose suggestion was made by the rules before is not authorised as suggested', async () => {
  const taskId = await referOn(clinic, await oneMore(clinic, 'Hyde'), '2026-12-07', '2.4')
  await changeRules(clinic, { capPercent: '11' })
  const outcome = await authoriseTask(clinic, taskId, { decision: 'as-suggested' })
  assert.deepEqual(refusal(outcome), [409, 'rule-set-changed'])
  const own = { decision: 'own', ...OTHER_DOSE, dailyDose: '5' }
  done(await authoriseTask(clinic, taskId, own))
})

test('H34: who works at the desk and not in the clinic opens no decision', async () => {
  const receptionist = clinic.callerOf('receptionist')
  assert.deepEqual(refusal(await decisionPage(clinic.house, receptionist, { id: made.accepted })), [
    403,
    'not-permitted-role',
  ])
  assert.deepEqual(refusal(await decisionList(clinic.house, receptionist, ANY)), [
    403,
    'not-permitted-role',
  ])
})

test('an id that names no decision opens nothing', async () => {
  const nobody = '0195e000-0000-7000-8000-000000000001'
  const outcome = await decisionPage(clinic.house, clinic.callerOf('nurse'), { id: nobody })
  assert.deepEqual(refusal(outcome), [404, 'not-found'])
})

test('H10: each saved suggestion keeps the application that made it', async () => {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8'))
  const asMade = { version, commit: 'not-known' }
  for (const id of [made.accepted, made.own, made.alarm, made.undecided]) {
    assert.deepEqual((await shown(id)).suggestion.madeBy, asMade)
  }
  const built = { ...clinic, house: { ...clinic.house, commit: 'f831652' } }
  const later = await acceptOn(built, await oneMore(clinic, 'Hunt'), '2026-12-08', '2.4')
  const { suggestion, replay } = await shown(later)
  assert.deepEqual(suggestion.madeBy, { version, commit: 'f831652' })
  assert.equal(replay, 'same')
})
