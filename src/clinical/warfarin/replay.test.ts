import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { digestOf, VERSION_1 } from '#test/clinical/version-1-answers.ts'
import { advise } from './advise.ts'
import { DEFAULT_RULE_SET, type RuleSet } from './rule-set.ts'

/** Made by the engine of version 1, before there was anything else: 5904 visits each. */
const ANSWERED_THEN: readonly (readonly [string, Partial<RuleSet>, string])[] = [
  ['Coventry', {}, 'e90933ea3847f0671de7a49c437c50d53a31b5c55a2e1ca70120a3fbcac2c423'],
  [
    'the RE-LY steps',
    { protocol: 're-ly' },
    'b127c6b437bfa1eb949b3264e0db2c0e76bc796fea2beca646fd2b3da59f763a',
  ],
  [
    'Coventry with the first-deviation rule',
    { firstDeviationRule: true },
    'a6b5522dc3b10424451eed54b39904cf723c4731b46f7b2548a2925cdf2574fe',
  ],
]

describe('H10: a rule set of version 1 answers for ever what it answered then', () => {
  for (const [name, change, digest] of ANSWERED_THEN) {
    test(`by ${name}`, () => {
      assert.equal(
        digestOf((visit) => advise(visit, { ...VERSION_1, ...change })),
        digest,
      )
    })
  }

  test('version 1.1 as shipped gives the same doses; it says the band besides', () => {
    const withoutBand = (rules: RuleSet) =>
      digestOf((visit) => {
        const advice = advise(visit, rules)
        if (advice.kind === 'alarm') return advice
        const { noChange: _said, ...rest } = advice
        return rest
      })
    assert.equal(withoutBand(DEFAULT_RULE_SET), withoutBand(VERSION_1))
  })
})
