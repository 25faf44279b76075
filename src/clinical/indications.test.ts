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

for (const [words, id] of OTHER_PRODUCT) {
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
