import assert from 'node:assert/strict'
import { test } from 'node:test'
import { againWords } from '#workflow/trial-again.ts'
import { readSimulateArgs } from './simulate-args.ts'

test('without words it asks for a small trial in the main truth', () => {
  const asked = readSimulateArgs([])
  assert.ok(typeof asked !== 'string')
  assert.equal(asked.json, false)
  assert.deepEqual(asked.spec, {
    seed: 1,
    patients: 1000,
    days: 365,
    arms: ['rely', 'fixed', 'coventry'],
    truths: ['hamberg'],
    scenarios: ['base'],
    target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
    recall: 'trial',
  })
})

test('it takes every word', () => {
  const words =
    '--patients 10000 --days 90 --arms hillingdon,coventry,hillingdon --truth all --scenarios all --seed 31337 --target 3.0 --recall rules --json'
  const asked = readSimulateArgs(words.split(' '))
  assert.ok(typeof asked !== 'string')
  const { spec, json } = asked
  assert.equal(json, true)
  assert.deepEqual(
    [spec.patients, spec.days, spec.seed, spec.recall],
    [10_000, 90, 31_337, 'rules'],
  )
  assert.deepEqual(spec.arms, ['hillingdon', 'coventry'])
  assert.deepEqual(spec.truths, ['hamberg', 'second-set', 'hamberg-2007'])
  assert.equal(spec.scenarios.length, 9)
  assert.equal(spec.target.highTenths, 35)
})

test('what a report says of itself asks for the same trial again', () => {
  const words =
    '--patients 7 --truth all --scenarios all --arms coventry,hillingdon --target 3.5 --recall rules --seed 9 --days 28'
  const asked = readSimulateArgs(words.split(' '))
  assert.ok(typeof asked !== 'string')
  const again = readSimulateArgs(againWords(asked.spec))
  assert.ok(typeof again !== 'string')
  assert.deepEqual(again.spec, asked.spec)
})

test('it writes no file unless one is named, and replaces none unless it must', () => {
  const filesOf = (...words: readonly string[]) => {
    const asked = readSimulateArgs(words)
    return typeof asked === 'string' ? asked : asked.files
  }
  assert.deepEqual(filesOf(), { csv: undefined, html: undefined, force: false })
  const named = filesOf('--csv', 'a.csv', '--html', 'a.html', '--force')
  assert.deepEqual(named, { csv: 'a.csv', html: 'a.html', force: true })
})

const BAD: readonly (readonly [words: string, says: RegExp])[] = [
  ['--patients 0', /--patients must be a whole number from 1 to 1000000, not "0"/],
  ['--patients 1e3', /--patients/],
  ['--patients 1000001', /--patients/],
  ['--patients ten', /--patients/],
  ['--days 27', /--days must be a whole number from 28 to 3650/],
  ['--days 3651', /--days/],
  ['--seed=-1', /--seed/],
  ['--seed 4294967296', /--seed/],
  ['--arms rely,constructor', /--arms does not know "constructor". It knows fixed, rely/],
  ['--arms rely,', /--arms does not know ""/],
  ['--truth hamberg,moon', /--truth does not know "moon"/],
  ['--scenarios quiet', /--scenarios does not know "quiet"/],
  ['--target 2.7', /--target does not know "2.7". It knows 2.5, 3.0, 3.5/],
  ['--arms coventry,rely --target 3.0', /"rely" is published for a target of 2.5 only/],
  ['--arms fennerty --target 3.5', /published for a target of 2.5 only/],
  ['--arms rely,map --recall rules', /"map" does not say when to test again/],
  ['--recall never', /--recall does not know "never"/],
  ['--hurry', /--hurry/],
  ['--csv=', /--csv needs the name of a file/],
  ['--html', /html/],
  ['--csv a --html ./a', /--csv and --html need two different files/],
  ['rely', /rely/],
  ['--patients', /patients/],
]
for (const [words, says] of BAD) {
  test(`refuses ${words}`, () => {
    const asked = readSimulateArgs(words.split(' '))
    assert.ok(typeof asked === 'string')
    assert.match(asked, says)
  })
}
