import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { INDICATIONS, indicationOf, recogniseIndication } from './indications.ts'

/** The indications of the demonstration practice's export, as the other product writes them. */
const OTHER_PRODUCT = [
  ['Antiphospholipid syndrome with thrombosis', 'antiphospholipid-thrombosis'],
  ['Atrial fibrillation', 'atrial-fibrillation'],
  ['Deep vein thrombosis', 'deep-vein-thrombosis'],
  ['Mechanical aortic valve (St Jude)', 'mechanical-aortic-valve'],
  ['Mechanical mitral valve (St Jude)', 'mechanical-mitral-valve'],
  ['Pulmonary embolism', 'pulmonary-embolism'],
  ['Recurrent VTE on anticoagulation', 'recurrent-vte-on-anticoagulation'],
] as const

/** How others write the rest of the list. */
const OTHER_WORDS = [
  ['AF', 'atrial-fibrillation'],
  ['A fib', 'atrial-fibrillation'],
  ['PAF', 'paroxysmal-af'],
  ['Persistent atrial fibrillation', 'persistent-af'],
  ['Permanent atrial fibrillation', 'permanent-af'],
  ['Atrial flutter', 'atrial-flutter'],
  ['Elective cardioversion', 'cardioversion'],
  ['DC  cardioversion', 'cardioversion'],
  ['DVT', 'deep-vein-thrombosis'],
  ['Proximal DVT', 'deep-vein-thrombosis'],
  ['Calf DVT', 'calf-vein-thrombosis'],
  ['PE', 'pulmonary-embolism'],
  ['Recurrent VTE off anticoagulation', 'recurrent-vte'],
  ['Recurrent VTE no longer on warfarin', 'recurrent-vte'],
  ['Recurrent VTE on warfarin', 'recurrent-vte-on-anticoagulation'],
  ['Antiphospholipid syndrome', 'antiphospholipid-thrombosis'],
  ['APS', 'antiphospholipid-thrombosis'],
  ['Mechanical AVR', 'mechanical-aortic-valve'],
  ['Metal aortic valve', 'mechanical-aortic-valve'],
  ['Mechanical MVR', 'mechanical-mitral-valve'],
  ['Metal mitral valve', 'mechanical-mitral-valve'],
  ['Mechanical valve', 'mechanical-valve-other'],
  ['Double valve replacement', 'mechanical-valve-other'],
  ['Mitral stenosis', 'mitral-valve-disease'],
  ['Mitral valve disease', 'mitral-valve-disease'],
  ['Tissue valve', 'bioprosthetic-valve'],
  ['Bioprosthetic mitral valve', 'bioprosthetic-valve'],
  ['Arterial embolism', 'arterial-embolism'],
  ['Peripheral embolism', 'arterial-embolism'],
  ['DCM', 'dilated-cardiomyopathy'],
  ['MI', 'myocardial-infarction'],
] as const

/** Target, least weeks of the course (long-term: for life) and how far code and target were checked, by the evidence. */
const TABLE = [
  'atrial-fibrillation: 2.5, long-term, code verified, target verified',
  'paroxysmal-af: 2.5, long-term, code verified, target verified',
  'persistent-af: 2.5, long-term, code verified, target verified',
  'permanent-af: 2.5, long-term, code verified, target verified',
  'atrial-flutter: 2.5, long-term, code verified, target verified',
  'cardioversion: 2.5 or 3, not-stated, no code, target verified',
  'deep-vein-thrombosis: 2.5, 13 weeks, code unverified, target verified',
  'calf-vein-thrombosis: 2.5, 6 weeks, no code, target verified',
  'pulmonary-embolism: 2.5, 13 weeks, code unverified, target verified',
  'recurrent-vte: 2.5, 13 weeks, no code, target verified',
  'recurrent-vte-on-anticoagulation: 3.5, long-term, no code, target verified',
  'antiphospholipid-thrombosis: 2.5, long-term, code unverified, target verified',
  'mechanical-aortic-valve: valve-grid, long-term, code verified',
  'mechanical-mitral-valve: valve-grid, long-term, code verified',
  'mechanical-valve-other: valve-grid, long-term, no code',
  'mitral-valve-disease: 2.5, long-term, code unverified, target verified',
  'bioprosthetic-valve: 2.5, not-stated, no code, target verified',
  'arterial-embolism: 2.5, not-stated, no code, target verified',
  'dilated-cardiomyopathy: 2.5, not-stated, code unverified, target verified',
  'myocardial-infarction: 2.5, not-stated, code unverified, target unverified',
]

test('H07: each indication has the target and the course of its sources, and says how far they were checked', () => {
  const rows = INDICATIONS.map(({ id, target, course, snomed }) => {
    const values =
      target.kind === 'values' ? target.tenths.map((one) => one / 10).join(' or ') : target.kind
    const long = course.kind === 'finite-or-long-term' ? `${course.leastWeeks} weeks` : course.kind
    const code = snomed === null ? 'no code' : `code ${snomed.standing}`
    const checked = target.kind === 'values' ? [`target ${target.standing}`] : []
    return [`${id}: ${values}`, long, code, ...checked].join(', ')
  })
  assert.deepEqual(rows, TABLE)
})

test('level 5 is for the five kinds of atrial fibrillation and flutter, and nothing else', () => {
  const af = INDICATIONS.filter(({ isAtrialFibrillation }) => isAtrialFibrillation)
  assert.deepEqual(
    af.map(({ id }) => id),
    ['atrial-fibrillation', 'paroxysmal-af', 'persistent-af', 'permanent-af', 'atrial-flutter'],
  )
})

for (const [words, id] of [...OTHER_PRODUCT, ...OTHER_WORDS]) {
  test(`H31: "${words}" is offered as ${id}`, () => {
    assert.equal(recogniseIndication(words)?.id, id)
    assert.equal(recogniseIndication(`  ${words.toUpperCase()} `)?.id, id)
  })
}

test('words that are not known exactly are offered nothing', () => {
  for (const words of ['', 'Atrial', 'not atrial fibrillation', 'DVT prophylaxis', 'VTE']) {
    assert.equal(recogniseIndication(words), undefined)
  }
})

test('no words mean two indications, and no id names two', () => {
  const words = INDICATIONS.flatMap(({ label, otherWords }) => [label.toLowerCase(), ...otherWords])
  assert.equal(new Set(words).size, words.length)
  assert.equal(new Set(INDICATIONS.map(({ id }) => id)).size, INDICATIONS.length)
})

test('each indication is found by its id and holds lower-case other wordings', () => {
  for (const indication of INDICATIONS) {
    assert.equal(indicationOf(indication.id), indication)
    for (const words of indication.otherWords) assert.equal(words, words.toLowerCase())
  }
  assert.equal(indicationOf('hope'), undefined)
})

test('a code called verified is in the evidence', () => {
  const evidence = readFileSync('docs/evidence.md', 'utf8')
  for (const { snomed } of INDICATIONS) {
    if (snomed?.standing === 'verified') assert(evidence.includes(snomed.code), snomed.code)
  }
})
