import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import {
  activate,
  changeRules,
  proposalShown,
  propose,
  rulesInForce,
  shadow,
} from '#test/store/rule-desk.ts'
import {
  accepted,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from '#test/store/visit-desk.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { declineRules, withdrawRules } from '#workflow/decline-rules.ts'
import { ruleHistory } from '#workflow/rule-history.ts'
import { shadowRunPage } from '#workflow/shadow-run-page.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let patientId: string
before(async () => {
  clinic = await testClinic()
  patientId = (await dosablePatient(clinic)).patientId
  const visit = { ...ROUTINE, patientId, inr: '3.3', inrAgain: '3.3' }
  done(await accepted(clinic, clinic.callerOf('nurse'), visit))
})
after(() => clinic.drop())

const DAY_MS = 86_400_000
const faults = async () => (await verify(clinic.pool, clinic.clock.now())).faults

test('H10: a proposal changes nothing for anybody', async () => {
  const before = await rulesInForce(clinic)
  const { proposalId } = done(await propose(clinic, { capPercent: '5' }))
  assert.equal((await rulesInForce(clinic)).hash, before.hash)
  const page = await proposalShown(clinic, proposalId)
  assert.equal(page.proposal.state, 'open')
  assert.equal(page.standing, 'not-run')
  assert.deepEqual(
    page.differences.map(({ path, before: was, after: will }) => [path, was, will]),
    [['capPercent', '20 %', '5 %']],
  )
  assert.deepEqual(page.may, {
    run: false,
    activate: false,
    decline: false,
    withdraw: false,
    seeLines: true,
  })
})

for (const [says, typed, codes] of [
  ['nothing that differs', {}, ['nothing-changed']],
  ['a value beyond its limit', { capPercent: '60' }, ['limit']],
  ['values that disagree', { maxIntervalDays: '28', ladderDays: '14, 28' }, ['disagrees']],
  ['no reason', { capPercent: '10', reason: ' ' }, ['required']],
  ['no expected effect', { capPercent: '10', expectedEffect: '' }, ['required']],
  ['a field of nobody', { 'capPercent ': '10' }, ['unknown-field']],
] as const) {
  test(`H10: a proposal with ${says} is refused at the door`, async () => {
    assert.deepEqual(refusal(await propose(clinic, typed)), [422, ...codes])
  })
}

test('H10: a proposal against rules that are not in force any more is refused', async () => {
  const outcome = await propose(clinic, { capPercent: '10', base: '0'.repeat(64) })
  assert.deepEqual(refusal(outcome), [412, 'changed-meanwhile'])
})

test('H10: a run asks each visit of the last 90 days again, lists what differs, and changes nothing', async () => {
  const { proposalId } = done(await propose(clinic, { 'validRangeTenths.high': '3.2' }))
  const before = await rulesInForce(clinic)
  const { runId } = done(await shadow(clinic, proposalId))
  const page = await shadowRunPage(clinic.house, clinic.callerOf('nurse'), {
    proposalId,
    runId,
    kind: 'alarm-new',
    page: null,
  })
  assert.ok(page.kind === 'shadow-run')
  assert.equal(page.run.summary.suggestions, 1)
  assert.equal(page.run.summary.changed['alarm-new'], 1)
  assert.deepEqual(
    page.lines.map(({ inr, change }) => [inr.tenths, change.kind, change.before.kind]),
    [[33, 'alarm-new', 'dose']],
  )
  assert.equal((await rulesInForce(clinic)).hash, before.hash)
  assert.deepEqual(await faults(), [])
})

test('H10: what was decided more than 90 days ago is not run over', async () => {
  const { proposalId } = done(await propose(clinic, { capPercent: '15' }))
  clinic.clock.advance(91 * DAY_MS)
  done(await shadow(clinic, proposalId))
  const [run] = (await proposalShown(clinic, proposalId)).runs
  clinic.clock.advance(-91 * DAY_MS)
  assert.equal(run?.summary.suggestions, 0)
})

test('H34: whoever proposed the rules cannot activate them, whatever the competence', async () => {
  const { proposalId } = done(await propose(clinic, { capPercent: '10' }))
  const { runId } = done(await shadow(clinic, proposalId))
  const outcome = await activate(clinic, proposalId, runId, 'clinical-lead')
  assert.deepEqual(refusal(outcome), [403, 'second-person'])
})

test('H34: the same person with another account cannot activate them', async () => {
  const { proposalId } = done(await propose(clinic, { capPercent: '10' }))
  const { runId } = done(await shadow(clinic, proposalId))
  await rename('prescriber', 'test  CLINICAL-LEAD')
  const outcome = await activate(clinic, proposalId, runId)
  await rename('prescriber', 'Test prescriber')
  assert.deepEqual(refusal(outcome), [403, 'second-person'])
})

test('H34: the database itself refuses an activation by whoever proposed', async () => {
  const { proposalId } = done(await propose(clinic, { capPercent: '10' }))
  const { runId } = done(await shadow(clinic, proposalId))
  const activation = clinic.inTx((tx) =>
    tx.query(
      `update rule_proposal set state = 'activated', settled_by = proposed_by, settled_at = proposed_at,
         shadow_run_id = $3 where provider_id = $1 and id = $2 returning id`,
      [tx.providerId, proposalId, runId],
    ),
  )
  await assert.rejects(activation, /rule_proposal_check/)
})

test('H10: the database keeps a run of one proposal from activating another', async () => {
  const one = done(await propose(clinic, { capPercent: '10' })).proposalId
  const other = done(await propose(clinic, { capPercent: '11' })).proposalId
  const { runId } = done(await shadow(clinic, other))
  const activation = clinic.inTx((tx) =>
    tx.query(
      `update rule_proposal set state = 'activated', settled_by = $3, settled_at = proposed_at,
         shadow_run_id = $4 where provider_id = $1 and id = $2 returning id`,
      [tx.providerId, one, clinic.callerOf('prescriber').accountId, runId],
    ),
  )
  await assert.rejects(activation, /rule_proposal_run/)
  assert.deepEqual(refusal(await activate(clinic, one, runId)), [409, 'run-not-run'])
})

test('H10: nothing is activated unrun, unread, on an old run, or on a run that was not shown', async () => {
  const { proposalId } = done(await propose(clinic, { capPercent: '12' }))
  assert.deepEqual(refusal(await activate(clinic, proposalId, '')), [409, 'run-not-run'])
  const first = done(await shadow(clinic, proposalId)).runId
  assert.deepEqual(refusal(await activate(clinic, proposalId, first, 'prescriber', { read: '' })), [
    422,
    'required',
  ])
  clinic.clock.advance(1000)
  const second = done(await shadow(clinic, proposalId)).runId
  assert.deepEqual(refusal(await activate(clinic, proposalId, first)), [412, 'newer-run'])
  clinic.clock.advance(7 * DAY_MS + 1)
  assert.deepEqual(refusal(await activate(clinic, proposalId, second)), [409, 'run-too-old'])
  clinic.clock.advance(-7 * DAY_MS - 1)
  done(await activate(clinic, proposalId, second))
  assert.equal((await rulesInForce(clinic)).rules.ruleSet.capPercent, 12)
  assert.deepEqual(refusal(await activate(clinic, proposalId, second)), [409, 'proposal-settled'])
})

test('H10: a run against rules that have changed since must be run again', async () => {
  const waiting = done(await propose(clinic, { capPercent: '14' })).proposalId
  const { runId } = done(await shadow(clinic, waiting))
  await changeRules(clinic, { graceDays: '8' })
  assert.deepEqual(refusal(await activate(clinic, waiting, runId)), [409, 'run-other-base'])
  const { differencesNow, standing } = await proposalShown(clinic, waiting)
  assert.equal(standing, 'other-base')
  assert.deepEqual(
    differencesNow?.map(({ path, before: was, after: will }) => [path, was, will]),
    [
      ['capPercent', '12 %', '14 %'],
      ['graceDays', '8 days', '7 days'],
    ],
  )
  clinic.clock.advance(1000)
  const again = done(await shadow(clinic, waiting)).runId
  done(await activate(clinic, waiting, again))
  assert.equal((await rulesInForce(clinic)).rules.ruleSet.graceDays, 7)
})

test('H10: what was tampered with after the run is not activated, and verify finds it', async () => {
  const { proposalId } = done(await propose(clinic, { capPercent: '9' }))
  const { runId } = done(await shadow(clinic, proposalId))
  const tamper = (report: string) =>
    clinic.database.migratorPool.query(
      `update rule_shadow_run set report = jsonb_set(report, '{suggestions}', $1::jsonb) where id = $2`,
      [report, runId],
    )
  const { rows } = await clinic.database.migratorPool.query<{ was: string }>(
    `select report ->> 'suggestions' as was from rule_shadow_run where id = $1`,
    [runId],
  )
  await tamper('999')
  assert.deepEqual(refusal(await activate(clinic, proposalId, runId)), [409, 'security-not-as-run'])
  assert.deepEqual(
    (await faults()).map(({ invariant, subject }) => [invariant, subject]),
    [['rules', runId]],
  )
  await tamper(rows[0]?.was ?? '')
  assert.deepEqual(await faults(), [])
})

test('H10: a suggestion shown under the rules before is refused at save; nothing is lost, and asked again it is saved', async () => {
  const nurse = clinic.callerOf('nurse')
  const other = await dosablePatient(clinic, {}, { familyName: 'Marsh', givenName: 'Helen' })
  const visit = { ...ROUTINE, identity: 'HM 1942', patientId: other.patientId }
  const { token } = await suggested(clinic, nurse, visit)
  await changeRules(clinic, { capPercent: '13' })
  const late = { ...visit, slot: 'none', token }
  const outcome = await acceptDose.run(clinic.house, nurse, freshKey(clinic), late)
  assert.deepEqual(refusal(outcome), [409, 'rule-set-changed'])
  assert.equal(await results(other.patientId), 1)
  done(await accepted(clinic, nurse, visit))
  assert.equal(await results(other.patientId), 2)
})

test('H10: doses made by every version still answer the same: the old versions stay runnable', async () => {
  const history = await ruleHistory(clinic.house, clinic.callerOf('nurse'), {})
  assert.ok(history.kind === 'rule-history')
  assert.ok(history.used.filter(({ doses }) => doses > 0).length >= 2)
  const activated = history.proposals.filter(({ state }) => state === 'activated')
  assert.ok(activated.length >= 4)
  for (const version of activated) {
    assert.equal(version.proposedByName, 'Test clinical-lead')
    assert.equal(version.settledByName, 'Test prescriber')
    assert.ok(version.settingsVersion !== null && version.shadowRunId !== null)
    assert.ok(version.differences.length > 0)
  }
  const { decisions, faults: found } = await verify(clinic.pool, clinic.clock.now())
  assert.ok(decisions >= 2)
  assert.deepEqual(found, [])
})

test('H10: rules that changed without two people are found by verify', async () => {
  await clinic.database.migratorPool.query(
    `insert into site_setting (provider_id, version, settings, made_by, set_by, set_at)
     select provider_id, version + 1, jsonb_set(settings, '{ruleSet,capPercent}', '19'), 'settings', set_by, set_at
       from site_setting order by version desc limit 1`,
  )
  assert.deepEqual(
    (await faults()).map(({ invariant }) => invariant),
    ['rules'],
  )
  await clinic.database.migratorPool.query(
    'delete from site_setting where version = (select max(version) from site_setting)',
  )
  assert.deepEqual(await faults(), [])
})

test('a proposal is declined by another and withdrawn by whoever made it, each with the reason', async () => {
  const lead = clinic.callerOf('clinical-lead')
  const prescriber = clinic.callerOf('prescriber')
  const settle = async (
    kind: 'decline' | 'withdraw',
    who: typeof lead,
    fields: Record<string, string>,
  ) =>
    (kind === 'decline' ? declineRules : withdrawRules).run(
      clinic.house,
      who,
      freshKey(clinic),
      fields,
    )
  const { proposalId } = done(await propose(clinic, { capPercent: '6' }))
  const why = 'Too small a step'
  assert.deepEqual(refusal(await settle('decline', lead, { proposalId, why })), [
    422,
    'own-proposal',
  ])
  assert.deepEqual(refusal(await settle('decline', prescriber, { proposalId, why: ' ' })), [
    422,
    'required',
  ])
  done(await settle('decline', prescriber, { proposalId, why }))
  assert.equal((await proposalShown(clinic, proposalId)).proposal.settledReason, why)
  assert.deepEqual(refusal(await settle('withdraw', lead, { proposalId, why })), [
    409,
    'proposal-settled',
  ])

  const own = done(await propose(clinic, { capPercent: '6' })).proposalId
  done(await settle('withdraw', lead, { proposalId: own, why: 'Proposed in error' }))
  const { proposal } = await proposalShown(clinic, own)
  assert.deepEqual([proposal.state, proposal.settledByName], ['withdrawn', 'Test clinical-lead'])
  assert.deepEqual(refusal(await shadow(clinic, own)), [409, 'proposal-settled'])
})

async function rename(role: 'prescriber', name: string): Promise<void> {
  await clinic.database.migratorPool.query('update staff set name = $1 where account_id = $2', [
    name,
    clinic.callerOf(role).accountId,
  ])
}

async function results(of: string): Promise<number> {
  const rows = await clinic.inTx((tx) =>
    tx.query('select id from inr_result where provider_id = $1 and patient_id = $2', [
      tx.providerId,
      of,
    ]),
  )
  return rows.length
}
