import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallTrial } from '#test/simulation/small-trial.ts'
import { everywhere } from './trial-report.ts'

const report = smallTrial()

/** The report with these differences in time in range of the second arm, one for each setting. */
function withDifferences(means: readonly (readonly [mean: number, halfWidth: number])[]) {
  const settings = means.map(([mean, halfWidth], nth) => {
    const setting = report.settings[nth % report.settings.length]
    assert.ok(setting)
    const everybody = setting.groups.everybody.map((arm) =>
      arm.differences === null
        ? arm
        : { ...arm, differences: { ...arm.differences, ttr: { mean, halfWidth, people: 30 } } },
    )
    return { ...setting, groups: { ...setting.groups, everybody } }
  })
  return { ...report, settings }
}

const CASES = [
  [
    'an interval above nothing is more, one below is less',
    [
      [2, 1],
      [-2, 1],
    ],
    [1, 1, 0],
  ],
  [
    'an interval that touches nothing shows nothing',
    [
      [1, 1],
      [-1, 1],
      [0, 3],
    ],
    [0, 0, 3],
  ],
] as const
for (const [says, means, [more, less, unclear]] of CASES) {
  test(says, () => {
    const [fixed, proportional, ...others] = everywhere(withDifferences(means))
    assert.deepEqual([fixed?.arm, proportional?.arm, others], ['fixed', 'proportional', []])
    assert.deepEqual(fixed?.ttr, { more, less, unclear })
  })
}

test('one person shows nothing, and one arm has no other', () => {
  const [one] = everywhere(smallTrial({ patients: 1 }))
  assert.deepEqual(one?.ttr, { more: 0, less: 0, unclear: 2 })
  assert.deepEqual(everywhere(smallTrial({ arms: ['fixed'] })), [])
})
