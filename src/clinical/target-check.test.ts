import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertSentence, textsWithoutWords } from '#test/clinical/every-text.ts'
import { INDICATIONS, indicationOf } from './indications.ts'
import { checkTarget } from './target-check.ts'
import { gridTargets, thrombogenicityOf, type ValveFacts } from './valve-grid.ts'

const around = (valueTenths: number) => ({
  valueTenths,
  lowTenths: valueTenths - 5,
  highTenths: valueTenths + 5,
})

const AORTIC_ST_JUDE: ValveFacts = {
  position: 'aortic',
  make: 'St Jude Medical 23 mm',
  previousEmbolism: 'no',
  atrialFibrillation: 'no',
  mitralStenosis: 'no',
  lowEjectionFraction: 'no',
}

const GRID_ROWS: readonly (readonly [
  what: string,
  facts: Partial<ValveFacts>,
  targets: number[],
])[] = [
  ['low, aortic, no risk factor', {}, [25]],
  ['low, mitral', { position: 'mitral' }, [30]],
  ['low, tricuspid', { position: 'tricuspid' }, [30]],
  ['low, aortic, with AF', { atrialFibrillation: 'yes' }, [30]],
  ['low, aortic, earlier embolism', { previousEmbolism: 'yes' }, [30]],
  ['low, aortic, mitral stenosis', { mitralStenosis: 'yes' }, [30]],
  ['low, aortic, poor ventricle', { lowEjectionFraction: 'yes' }, [30]],
  ['medium, aortic', { make: 'another bileaflet' }, [30]],
  ['medium, mitral', { make: 'another bileaflet', position: 'mitral' }, [35]],
  ['high, aortic', { make: 'Starr-Edwards' }, [35]],
  ['high, mitral', { make: 'Björk-Shiley', position: 'mitral' }, [40]],
  ['low, AF not known', { atrialFibrillation: 'not-known' }, [25, 30]],
  ['low, position not known', { position: 'not-known' }, [25, 30]],
  ['make not known, aortic', { make: '' }, [25, 30, 35]],
  ['make not known, mitral', { make: 'metal', position: 'mitral' }, [30, 35, 40]],
]

for (const [what, facts, targets] of GRID_ROWS) {
  test(`H07: the valve grid gives ${targets.map((t) => t / 10).join(' or ')} for ${what}`, () => {
    assert.deepEqual(gridTargets({ ...AORTIC_ST_JUDE, ...facts }), targets)
  })
}

test('a make that the grid does not name is not known, never low', () => {
  for (const make of ['', 'metal', 'batsman', 'valve']) {
    assert.equal(thrombogenicityOf(make), 'not-known')
  }
  for (const make of ['ATS 21', 'St. Jude', 'On-X', 'CarboMedics', 'Medtronic Open-Pivot']) {
    assert.equal(thrombogenicityOf(make), 'low')
  }
})

for (const indication of INDICATIONS) {
  if (indication.target.kind !== 'values') continue
  const usual = indication.target.tenths
  test(`H07: ${indication.id} takes ${usual.map((t) => t / 10)} without a warning, no other target`, () => {
    for (const tenths of [20, 25, 30, 35, 40]) {
      const codes = checkTarget(around(tenths), indication, undefined).map(({ code }) => code)
      assert.deepEqual(codes, usual.includes(tenths) ? [] : ['unusual-target'])
    }
  })
}

const warningsOf = (tenths: number, id: string, valve?: ValveFacts) =>
  checkTarget(around(tenths), indicationOf(id), valve)
const codesOf = (tenths: number, id: string, valve?: ValveFacts) =>
  warningsOf(tenths, id, valve).map(({ code }) => code)

test('H07: a mechanical valve is checked against the grid', () => {
  assert.deepEqual(codesOf(25, 'mechanical-aortic-valve', AORTIC_ST_JUDE), [])
  assert.deepEqual(codesOf(30, 'mechanical-aortic-valve', AORTIC_ST_JUDE), ['unusual-for-valve'])
  assert.deepEqual(codesOf(25, 'mechanical-aortic-valve'), ['valve-not-known'])
  const mitral: ValveFacts = { ...AORTIC_ST_JUDE, position: 'mitral' }
  assert.deepEqual(codesOf(25, 'mechanical-mitral-valve', mitral), ['unusual-for-valve'])
})

test('H07: a patient with a valve is checked against the grid whatever the indication says', () => {
  const mitral: ValveFacts = { ...AORTIC_ST_JUDE, position: 'mitral' }
  assert.deepEqual(codesOf(25, 'atrial-fibrillation', mitral), ['unusual-for-valve'])
})

test('while a fact about the valve is not known even a fitting target is shown for a look', () => {
  const unasked: ValveFacts = { ...AORTIC_ST_JUDE, atrialFibrillation: 'not-known' }
  assert.deepEqual(codesOf(25, 'mechanical-aortic-valve', unasked), ['valve-not-known'])
})

test('a range that is not 0.5 either side, or an uncoded indication, is shown for a look', () => {
  const narrow = { valueTenths: 25, lowTenths: 20, highTenths: 25 }
  const codes = checkTarget(narrow, undefined, undefined).map(({ code }) => code)
  assert.deepEqual(codes, ['unknown-indication', 'unusual-range'])
})

test('a range is looked at when it begins or ends elsewhere than 0.5 from the target', () => {
  const codes = (lowTenths: number, highTenths: number) =>
    checkTarget(
      { valueTenths: 25, lowTenths, highTenths },
      indicationOf('atrial-fibrillation'),
      undefined,
    ).map(({ code }) => code)
  assert.deepEqual(codes(20, 30), [])
  for (const [low, high] of [
    [19, 30],
    [21, 30],
    [20, 29],
    [20, 31],
  ] as const) {
    assert.deepEqual(codes(low, high), ['unusual-range'])
  }
})

test('H07: a warning says the target, what the source gives, and the source', () => {
  const unasked: ValveFacts = { ...AORTIC_ST_JUDE, atrialFibrillation: 'not-known' }
  const warnings = [
    ...warningsOf(30, 'atrial-fibrillation'),
    ...warningsOf(35, 'mechanical-aortic-valve', unasked),
    ...warningsOf(30, 'mechanical-aortic-valve', unasked),
    ...warningsOf(30, 'mechanical-aortic-valve'),
    ...checkTarget({ valueTenths: 25, lowTenths: 20, highTenths: 25 }, undefined, undefined),
  ]
  for (const { message } of warnings) assertSentence(message)
  assert.deepEqual(textsWithoutWords({ warnings }), [])
  assert.deepEqual(
    warnings.map(({ message }) => message.split('. ')[0]),
    [
      'The target 3.0 is unusual for Atrial fibrillation: the source gives 2.5',
      'The target 3.5 is unusual for this valve: the grid gives 2.5 or 3.0',
      'Not all facts about this valve are known: the grid could mean 2.5 or 3.0',
      'The target of a mechanical valve depends on its position and make',
      'The target cannot be checked until the indication is a coded one.',
      'The range 2.0 to 2.5 is not 0.5 either side of the target 2.5',
    ],
  )
})
