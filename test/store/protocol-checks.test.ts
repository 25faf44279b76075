import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { AS_PUBLISHED } from '#clinical/warfarin/adjustment.ts'
import { findEpisode } from '#store/episodes.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { mayDose } from '#workflow/protocol-standing.ts'
import { protocolShown, protocolsShown } from '#workflow/protocols-shown.ts'
import { recordProtocolCheck } from '#workflow/record-protocol-check.ts'
import { verify } from '#workflow/verify.ts'
import { withdrawProtocolCheck } from '#workflow/withdraw-protocol-check.ts'
import { changeRules, propose } from './rule-desk.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const CHECK = {
  protocol: 'hillingdon',
  version: '1',
  comparedWith: 'J Clin Pathol, the paper of the hospital, p. 1003',
  checkedOn: '2026-11-20',
  found: 'agrees',
  says: 'Formula and coefficient compared. The tolerance of 20 % is our own decision.',
  officer: 'yes',
}
const record = (changes: Fields = {}, role: Role = 'clinical-lead') =>
  recordProtocolCheck.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
    ...CHECK,
    ...changes,
  })
const withdraw = (protocol = 'hillingdon', withdrawal = 'The paper has another formula') =>
  withdrawProtocolCheck.run(clinic.house, clinic.callerOf('clinical-lead'), freshKey(clinic), {
    protocol,
    withdrawal,
  })
const standing = async (protocol: string) => {
  const shown = await protocolShown(clinic.house, clinic.callerOf('nurse'), { protocol })
  return shown.kind === 'protocol' ? shown.standing : assert.fail('no such protocol')
}

const PLAN = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  target: '2.5',
  rangeLow: '2.0',
  rangeHigh: '3.0',
  startedOn: '2026-11-20',
  duration: 'long-term',
  reviewOn: '2027-11-20',
  'tablet-1000': 'yes',
  method: 'provider-meter',
  howStarted: 'initiated-here',
  managementPlan: 'Yellow book given',
}
const plan = async (protocol: string, changes: Fields = {}) =>
  planEpisode.run(clinic.house, clinic.callerOf('pharmacist'), freshKey(clinic), {
    ...PLAN,
    patientId: await clinic.addPatient(),
    protocol,
    ...changes,
  })

test('H10: as shipped an unverified protocol can be chosen by no plan and no site', async () => {
  for (const protocol of ['hillingdon', 'one-step']) {
    assert.equal(await standing(protocol), 'not-checked')
    assert.deepEqual(refusal(await plan(protocol)), [422, 'protocol-not-checked'])
    assert.deepEqual(refusal(await propose(clinic, { protocol })), [422, 'protocol-not-checked'])
  }
  for (const protocol of ['coventry', 're-ly']) {
    assert.equal(await standing(protocol), 'verified')
    done(await plan(protocol))
  }
})

test('H08: a plan cannot choose a protocol that is not for its target', async () => {
  const valve = { target: '3.0', rangeLow: '2.5', rangeHigh: '3.5' }
  const [, ...warnings] = refusal(await plan('re-ly', valve))
  const read = { warningsSeen: warnings.sort().join(','), warningReason: 'clinic-letter' }
  assert.deepEqual(refusal(await plan('re-ly', { ...valve, ...read })), [422, 'protocol-unsuited'])
  done(await plan('coventry', { ...valve, ...read }))
})

for (const [what, changes, code] of [
  ['no source', { comparedWith: ' ' }, 'required'],
  ['no words', { says: '' }, 'required'],
  ['no finding', { found: 'perhaps' }, 'required'],
  ['no day', { checkedOn: '' }, 'required'],
  ['a day in the future', { checkedOn: '2026-11-23' }, 'in-future'],
  ['nobody acting as safety officer', { officer: '' }, 'required'],
  ['a field that nobody asked for', { status: 'verified' }, 'unknown-field'],
] as const) {
  test(`a check with ${what} is refused, and nothing is enabled`, async () => {
    assert.deepEqual(refusal(await record(changes)), [422, code])
    assert.equal(await standing('hillingdon'), 'not-checked')
  })
}

test('a check of what needs none, of an unknown protocol or of another version is refused', async () => {
  assert.deepEqual(refusal(await record({ protocol: 'coventry' })), [409, 'verified-already'])
  assert.deepEqual(refusal(await record({ protocol: 'my-own' })), [404, 'not-found'])
  assert.deepEqual(refusal(await record({ version: '0' })), [412, 'changed-meanwhile'])
  assert.deepEqual(refusal(await withdraw('hillingdon')), [409, 'no-check-stands'])
  assert.deepEqual(refusal(await withdraw('my-own')), [404, 'not-found'])
})

test('H34: only the clinical lead records a check', async () => {
  for (const role of ['prescriber', 'nurse', 'system-administrator'] as const) {
    assert.equal(refusal(await record({}, role))[0], 403)
  }
})

test('H10: a check that found a difference enables nothing', async () => {
  done(await record({ protocol: 'one-step', found: 'differs' }))
  assert.equal(await standing('one-step'), 'not-checked')
  assert.deepEqual(refusal(await plan('one-step')), [422, 'protocol-not-checked'])
})

test('H08, H10: checked it doses; withdrawn it doses nobody, and the visit goes to a person', async () => {
  done(await record())
  assert.equal(await standing('hillingdon'), 'checked')
  done(await plan('hillingdon'))

  const adjustment = { ...AS_PUBLISHED, high: 'relaxed' } as const
  const { patientId, episodeId } = await dosablePatient(clinic, {
    protocol: 'hillingdon',
    adjustment,
  })
  const visit = { ...ROUTINE, patientId, inr: '3.3', inrAgain: '3.3' }
  const nurse = clinic.callerOf('nurse')
  const { suggestion, token } = await suggested(clinic, nurse, visit)
  assert.ok(suggestion.advice.kind === 'dose')
  assert.equal(suggestion.advice.protocol, 'hillingdon')
  assert.deepEqual(suggestion.inputs.adjustment, adjustment)
  assert.deepEqual(suggestion.advice.noChange, { low: 20, high: 32, band: 'as-published' })

  done(await withdraw())
  assert.equal(await standing('hillingdon'), 'not-checked')
  const late = { ...visit, token, slot: 'none' }
  assert.deepEqual(refusal(await acceptDose.run(clinic.house, nurse, freshKey(clinic), late)), [
    409,
    'inputs-changed',
  ])
  const after = (await suggested(clinic, nurse, visit)).suggestion.advice
  assert.ok(after.kind === 'alarm')
  assert.deepEqual(
    after.alarms.map(({ code }) => code),
    ['protocol-not-checked'],
  )
  assert.match(after.alarms[0]?.action ?? '', /Choose another protocol/)

  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  const change = { ...PLAN, episodeId, version: String(episode?.version), changeReason: 'Agreed' }
  const edit = (protocol: string) =>
    editEpisode.run(clinic.house, clinic.callerOf('pharmacist'), freshKey(clinic), {
      ...change,
      protocol,
    })
  assert.deepEqual(refusal(await edit('hillingdon')), [422, 'protocol-not-checked'])
  done(await edit('coventry'))
  assert.equal((await suggested(clinic, nurse, visit)).suggestion.advice.kind, 'dose')
})

test('H10: what was accepted under a checked protocol replays after the check is withdrawn', async () => {
  done(await record())
  const { patientId } = await dosablePatient(clinic, {
    protocol: 'hillingdon',
    adjustment: { low: 'strict', high: 'relaxed', sensitivityPercent: 75 },
  })
  done(
    await accepted(clinic, clinic.callerOf('nurse'), {
      ...ROUTINE,
      patientId,
      inr: '3.4',
      inrAgain: '3.4',
    }),
  )
  await changeRules(clinic, { band: 'never-wider-than-range' })
  const valve = { valueTenths: 30, lowTenths: 25, highTenths: 35 }
  const second = await dosablePatient(clinic, { target: valve, protocol: 'coventry' })
  const visit = { ...ROUTINE, patientId: second.patientId, inr: '3.6', inrAgain: '3.6' }
  const { suggestion } = await suggested(clinic, clinic.callerOf('nurse'), visit)
  assert.ok(suggestion.advice.kind === 'dose')
  assert.deepEqual(suggestion.advice.noChange, {
    low: 25,
    high: 35,
    band: 'never-wider-than-range',
  })
  done(await accepted(clinic, clinic.callerOf('nurse'), visit))
  done(await withdraw())

  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('the list says what stands, and the history keeps every line, newest first', async () => {
  const list = await protocolsShown(clinic.house, clinic.callerOf('receptionist'), {})
  assert.ok(list.kind === 'protocols')
  const hillingdon = list.protocols.find(({ card }) => card.id === 'hillingdon')
  assert.deepEqual(
    hillingdon?.checks.map(({ found }) => found),
    ['withdrawn', 'agrees', 'withdrawn', 'agrees'],
  )
  assert.equal(hillingdon?.plans, 2)
  assert.equal(list.protocols.find(({ card }) => card.id === 'coventry')?.isSiteDefault, true)
  assert.equal(await clinic.inTx((tx) => mayDose(tx, 'no-such-protocol')), false)
})
