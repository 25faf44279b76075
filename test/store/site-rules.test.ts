import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { newId } from '#workflow/new-id.ts'
import { setSiteSettings } from '#workflow/set-site-settings.ts'
import { siteRulesShown } from '#workflow/site-rules-shown.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const CHOICE = {
  version: '0',
  referralMinutes: '120',
  blockedLots: ' 272167 \n\n334498\n272167',
  advisoryLots: '',
  stoppedMeters: 'CoaguChek 4417',
}

const set = (input: unknown, role: 'clinical-lead' | 'nurse' = 'clinical-lead') =>
  setSiteSettings.run(clinic.house, clinic.callerOf(role), newId(clinic.clock.now()), input)

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

test('H10: what the clinical lead sets alone is a new version of the settings, and no rule is another', async () => {
  const before = await shown()
  const outcome = await set(CHOICE)
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  const after = await shown()
  assert.equal(after.version, 1)
  assert.equal(after.hash, before.hash)
  assert.equal(after.rules.referralMinutes, 120)
  assert.deepEqual(after.rules.blockedLots, ['272167', '334498'])
  assert.deepEqual(after.rules.stoppedMeters, ['CoaguChek 4417'])
})

const LADDER = {
  ladderSecondMinutes: '90',
  ladderLaterHours: '12',
  ladderClosing: '18:30',
  ladderFirst: 'pharmacist',
  ladderSecond: 'clinical-lead',
  ladderThird: 'practice-manager',
}

test('H17: a site sets its ladders, and settings without them leave them as they are', async () => {
  const { version, rules } = await shown()
  assert.equal((await set({ ...CHOICE, ...LADDER, version: `${version}` })).kind, 'done')
  const { ladder } = (await shown()).rules
  const third = { third: 'practice-manager', laterMinutes: 720, closingMinute: 1110 }
  assert.deepEqual(ladder, {
    secondMinutes: 90,
    first: 'pharmacist',
    second: 'clinical-lead',
    ...third,
  })
  assert.notDeepEqual(ladder, rules.ladder)
  assert.equal((await set({ ...CHOICE, version: `${version + 1}` })).kind, 'done')
  assert.deepEqual((await shown()).rules.ladder, ladder)
})

for (const wrong of [
  { ladderSecondMinutes: '29' },
  { ladderSecondMinutes: '241' },
  { ladderSecondMinutes: '2h' },
  { ladderLaterHours: '0' },
  { ladderLaterHours: '73' },
  { ladderClosing: '11:59' },
  { ladderClosing: '22:01' },
  { ladderClosing: 'six' },
  { ladderFirst: 'receptionist' },
  { ladderThird: '' },
]) {
  test(`a ladder is refused: ${JSON.stringify(wrong)}`, async () => {
    const { version } = await shown()
    const outcome = await set({ ...CHOICE, ...LADDER, ...wrong, version: `${version}` })
    assert(outcome.kind === 'refused')
    assert.deepEqual(
      outcome.findings.map(({ field }) => field),
      Object.keys(wrong),
    )
  })
}

test('settings that somebody else has set in between are not overwritten', async () => {
  const outcome = await set({ ...CHOICE, referralMinutes: '60' })
  assert.equal(outcome.kind === 'refused' && outcome.status, 412)
  assert.equal((await shown()).rules.referralMinutes, 120)
})

for (const [what, input, code] of [
  ['a wait that is not a number', { referralMinutes: '2h' }, 'minutes'],
  ['a wait of no time', { referralMinutes: '0' }, 'minutes'],
  ['H10: a rule among the settings', { capPercent: '15' }, 'unknown-field'],
  ['H10: a protocol among the settings', { protocol: 're-ly' }, 'unknown-field'],
] as const) {
  test(`${what} is refused`, async () => {
    const outcome = await set({ ...CHOICE, version: '1', ...input })
    assert.ok(outcome.kind === 'refused' && outcome.status === 422)
    assert.ok(outcome.findings.some((finding) => finding.code === code))
  })
}

test('H34: a nurse may see the settings and not set them', async () => {
  const outcome = await set({ ...CHOICE, version: '1' }, 'nurse')
  assert.equal(outcome.kind === 'refused' && outcome.status, 403)
})
