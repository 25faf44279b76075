import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SHEFFIELD_2020_21 as SHEFFIELD } from './sheffield-2020-21.ts'
import { componentsFor, levelOf } from './specification.ts'

test('S27: the prices are those of Schedule 3, in pence', () => {
  assert.deepEqual(
    SHEFFIELD.components.map(({ id, pricePence }) => [id, pricePence]),
    [
      ['level-3', 1325],
      ['level-4', 1775],
      ['level-5', 5000],
      ['home-visit', 600],
    ],
  )
})

test('S2, S17: how an INR is measured puts a patient on a level; an own meter is level 3', () => {
  assert.equal(levelOf(SHEFFIELD, 'laboratory'), 3)
  assert.equal(levelOf(SHEFFIELD, 'own-meter'), 3)
  assert.equal(levelOf(SHEFFIELD, 'provider-meter'), 4)
})

test('S6: a pharmacy earns everything but level 5, and a hospital clinic nothing', () => {
  const ids = (kind: Parameters<typeof componentsFor>[1]) =>
    componentsFor(SHEFFIELD, kind).map(({ id }) => id)
  assert.deepEqual(ids('gp-practice'), ['level-3', 'level-4', 'level-5', 'home-visit'])
  assert.deepEqual(ids('community-pharmacy'), ['level-3', 'level-4', 'home-visit'])
  assert.deepEqual(ids('hospital-clinic'), [])
})

test('S13: the code of a home visit is sent with the small letter that exists, and what was printed is kept', () => {
  const code = SHEFFIELD.codes.find(({ contact }) => contact === 'home-visit')
  assert.deepEqual(code, {
    contact: 'home-visit',
    systmOne: 'XaQyK',
    emisWeb: '9k27.',
    asPrinted: '9K27',
    status: 'unverified',
  })
})

test('no date of an audit is taken from the source, whose dates lie before its own period', () => {
  assert.ok(SHEFFIELD.contradictions.some(({ says }) => says.includes('before the period')))
  assert.doesNotMatch(JSON.stringify(SHEFFIELD.audit), /20\d\d/)
})
