import assert from 'node:assert/strict'
import { test } from 'node:test'
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

const codesOf = (tenths: number, id: string, valve?: ValveFacts) =>
  checkTarget(around(tenths), indicationOf(id), valve).map(({ code }) => code)

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
