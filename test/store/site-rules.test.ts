import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { newId } from '#workflow/new-id.ts'
import { setSiteRules } from '#workflow/set-site-rules.ts'
import { siteRulesShown } from '#workflow/site-rules-shown.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const CHOICE = {
  version: '0',
  protocol: 're-ly',
  firstDeviationRule: 'yes',
  referralMinutes: '120',
  blockedLots: ' 272167 \n\n334498\n272167',
  advisoryLots: '',
  stoppedMeters: 'CoaguChek 4417',
}

const set = (input: unknown, role: 'clinical-lead' | 'nurse' = 'clinical-lead') =>
  setSiteRules.run(clinic.house, clinic.callerOf(role), newId(clinic.clock.now()), input)

async function shown() {
  const rules = await siteRulesShown(clinic.house, clinic.callerOf('nurse'), {})
  if (rules.kind === 'refused') throw new Error('a nurse may see the rules')
  return rules
}

test('before anybody has set any, the rules are as shipped', async () => {
  const { version, rules } = await shown()
  assert.equal(version, 0)
  assert.equal(rules.ruleSet.protocol, 'coventry')
  assert.equal(rules.ruleSet.firstDeviationRule, false)
})

test('H10: what the clinical lead sets is a new version with a hash of its own', async () => {
  const before = await shown()
  const outcome = await set(CHOICE)
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  const after = await shown()
  assert.equal(after.version, 1)
  assert.notEqual(after.hash, before.hash)
  assert.equal(after.rules.ruleSet.protocol, 're-ly')
  assert.equal(after.rules.ruleSet.firstDeviationRule, true)
  assert.deepEqual(after.rules.blockedLots, ['272167', '334498'])
  assert.deepEqual(after.rules.stoppedMeters, ['CoaguChek 4417'])
})

test('H10: rules that somebody else has set in between are not overwritten', async () => {
  const outcome = await set({ ...CHOICE, protocol: 'coventry' })
  assert.equal(outcome.kind === 'refused' && outcome.status, 412)
  assert.equal((await shown()).rules.ruleSet.protocol, 're-ly')
})

for (const [what, input, code] of [
  ['a protocol that is not shipped', { protocol: 'my-own' }, 'required'],
  ['a wait that is not a number', { referralMinutes: '2h' }, 'minutes'],
  ['a wait of no time', { referralMinutes: '0' }, 'minutes'],
  ['a field that nobody asked for', { capPercent: '100' }, 'unknown-field'],
] as const) {
  test(`${what} is refused`, async () => {
    const outcome = await set({ ...CHOICE, version: '1', ...input })
    assert.ok(outcome.kind === 'refused' && outcome.status === 422)
    assert.ok(outcome.findings.some((finding) => finding.code === code))
  })
}

test('H34: a nurse may see the rules and not set them', async () => {
  const outcome = await set({ ...CHOICE, version: '1' }, 'nurse')
  assert.equal(outcome.kind === 'refused' && outcome.status, 403)
})
