import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { changeEpisode, findEpisode } from '#store/episodes.ts'
import { addSettings } from '#store/settings.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { dosablePatient, freshKey, ROUTINE, refusal, suggested } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')

async function newPlanVersion(episodeId: string): Promise<void> {
  await clinic.inTx(async (tx) => {
    const episode = await findEpisode(tx, episodeId)
    assert(episode !== undefined)
    const by = { recordedBy: nurse().accountId, recordedAt: new Date().toISOString() }
    await changeEpisode(tx, { ...episode, ...by, version: episode.version + 1 }, 'Looked at again')
  })
}

test('H30, D4.49, D4.51, D4.52, D4.53, D4.54: a suggestion counts for one person, one patient, half an hour, one rule set and one plan', async () => {
  const a = await dosablePatient(clinic)
  const b = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId: a.patientId, slot: 'none' }
  const ask = async () =>
    (await suggested(clinic, nurse(), { ...ROUTINE, patientId: a.patientId })).token
  const accept = (fields: Record<string, string>, caller = nurse()) =>
    acceptDose.run(clinic.house, caller, freshKey(clinic), fields)

  const token = await ask()
  assert.deepEqual(refusal(await accept({ ...visit, patientId: b.patientId, token })), [
    409,
    'security-suggestion-of-another',
  ])
  assert.deepEqual(refusal(await accept({ ...visit, token }, clinic.callerOf('pharmacist'))), [
    409,
    'security-suggestion-of-another',
  ])
  assert.deepEqual(refusal(await accept({ ...visit, token: `${token}x` })), [
    409,
    'suggestion-missing',
  ])
  assert.deepEqual(refusal(await accept({ ...visit, inr: '2.6', token })), [409, 'inputs-changed'])
  assert.deepEqual(refusal(await accept({ ...visit, token, suggestedDose: '7' })), [
    422,
    'unknown-field',
  ])

  clinic.clock.advance(31 * 60_000)
  assert.deepEqual(refusal(await accept({ ...visit, token })), [409, 'suggestion-expired'])

  const later = await ask()
  await newPlanVersion(a.episodeId)
  assert.deepEqual(refusal(await accept({ ...visit, token: later })), [412, 'plan-changed'])

  const beforeRules = await ask()
  await clinic.inTx((tx) =>
    addSettings(tx, {
      version: 1,
      settings: { ruleSet: { ...DEFAULT_RULE_SET, capPercent: 15 } },
      proposalId: null,
      setBy: nurse().accountId,
      setAt: new Date(clinic.clock.now()).toISOString(),
    }),
  )
  assert.deepEqual(refusal(await accept({ ...visit, token: beforeRules })), [
    409,
    'rule-set-changed',
  ])
})
