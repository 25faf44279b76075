import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codesOf, contactKinds, snomedOf } from './contact-codes.ts'
import { SHEFFIELD_2020_21 } from './sheffield-2020-21.ts'

for (const { method, place, emis, systmOne } of [
  { method: 'provider-meter', place: 'clinic', emis: ['66QD.'], systmOne: ['XaMh8'] },
  { method: 'laboratory', place: null, emis: ['66QD.'], systmOne: ['XaMh8'] },
  {
    method: 'provider-meter',
    place: 'home',
    emis: ['66QD.', '9k27.'],
    systmOne: ['XaMh8', 'XaQyK'],
  },
  { method: 'own-meter', place: null, emis: ['66QD.', '66QE.'], systmOne: ['XaMh8', 'XaNbr'] },
] as const) {
  test(`S13: a visit by ${method}, seen ${place ?? 'nobody said where'}, has its codes letter for letter`, () => {
    const codes = (system: 'emis-web' | 'systm-one') =>
      codesOf({ method, place }, SHEFFIELD_2020_21, system).map(({ code }) => code)
    assert.deepEqual(codes('emis-web'), emis)
    assert.deepEqual(codes('systm-one'), systmOne)
  })
}

test('S13: 9k27. is never sent with a capital K, which no code has', () => {
  const home = codesOf({ method: null, place: 'home' }, SHEFFIELD_2020_21, 'emis-web')
  assert.ok(home.some(({ code }) => code === '9k27.'))
  assert.ok(home.every(({ code }) => code !== '9K27.' && code !== '9K27'))
})

test('S13: only a concept of SNOMED CT that is verified is sent, and of warfarin alone', () => {
  const sent = contactKinds({ method: 'own-meter', place: 'home' }).map((kind) => [
    kind,
    snomedOf(kind, 'warfarin'),
  ])
  assert.deepEqual(sent, [
    ['monitoring', '268526009'],
    ['home-visit', ''],
    ['self-monitoring', ''],
  ])
  assert.equal(snomedOf('monitoring', 'apixaban'), '')
})
