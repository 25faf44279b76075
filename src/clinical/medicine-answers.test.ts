import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TODAY } from '#test/clinical/a-visit.ts'
import { alikeInteraction, interactionNamed } from './interaction-names.ts'
import { MEDICINE_FIELDS, type MedicineForm, readMedicines } from './medicine-changes.ts'

const CLARITHROMYCIN = {
  medicinesChanged: 'started',
  medicine: 'Clarithromycin',
  medicineOn: '20/11/2026',
}
/** What is refused, else the first medicine. */
const read = (changes: MedicineForm) => readMedicines({ ...CLARITHROMYCIN, ...changes }, TODAY)
const refused = (changes: MedicineForm) =>
  read(changes).refusals.map(({ field, code }) => `${field} ${code}`)

test('a form has the fields of three medicines', () => {
  assert.equal(MEDICINE_FIELDS.length, 15)
  assert.deepEqual(MEDICINE_FIELDS.slice(5, 10), [
    'medicinesChanged2',
    'medicine2',
    'medicineOn2',
    'medicineOther2',
    'medicineSure2',
  ])
})

test('H21: a day alone is a medicine too: it contradicts no, and asks what happened', () => {
  assert.deepEqual(refused({ medicinesChanged: 'no', medicine: '' }), [
    'medicinesChanged contradicts',
  ])
  assert.deepEqual(refused({ medicineOn2: '20/11/2026' }), ['medicinesChanged2 required'])
})

test('a name and a day that are both missing are both asked for', () => {
  assert.deepEqual(refused({ medicine: '', medicineOn: '' }), [
    'medicine required',
    'medicineOn required',
  ])
})

const DAYS: readonly (readonly [typed: string, answer: string])[] = [
  ['20/11/2026', '2026-11-20'],
  ['5/9/2026', '2026-09-05'],
  ['05.09.2026', '2026-09-05'],
  ['5 9 2026', '2026-09-05'],
  ['5-9-2026', '2026-09-05'],
  ['2026-09-05', '2026-09-05'],
  ['21/11/2025', '2025-11-21'],
  ['not known', 'not-known'],
  ['Not-Known', 'not-known'],
  ['20/11/2025', 'medicineOn range'],
  ['is not known', 'medicineOn format'],
  ['not known yet', 'medicineOn format'],
  ['x20/11/2026', 'medicineOn format'],
  ['20/11/2026x', 'medicineOn format'],
  ['20/11/26', 'medicineOn format'],
]
for (const [typed, answer] of DAYS) {
  test(`H21: a medicine on ${typed} is ${answer}`, () => {
    const { medicines, refusals } = read({ medicineOn: typed })
    const said = refusals.map(({ field, code }) => `${field} ${code}`)
    assert.deepEqual([...medicines.map(({ on }) => on), ...said], [answer])
  })
}

test('a day that does not exist is said so; any other is asked for in its form', () => {
  const message = (medicineOn: string) => read({ medicineOn }).refusals[0]?.message ?? ''
  assert.match(message('31/11/2026'), /does not exist/)
  assert.match(message('last week'), /like 20\/11\/2026, or type not known/)
})

test('H21: a change on a day not known has its tests counted from today, by what was done', () => {
  const test = (changes: MedicineForm) =>
    read(changes).medicines.map(({ testFrom, testBy }) => `${testFrom} to ${testBy}`)
  assert.deepEqual(test({ medicineOn: 'not known' }), ['2026-11-23 to 2026-11-25'])
  const today = { medicineOn: '22/11/2026', medicine: 'Amoxicillin' }
  assert.deepEqual(test(today), ['2026-11-26 to 2026-11-29'])
  assert.deepEqual(test({ ...today, medicinesChanged: 'stopped' }), ['2026-11-29 to 2026-11-29'])
})

test('a name of 100 characters is taken', () => {
  const form = { medicine: 'x'.repeat(100), medicineOther: 'yes' }
  assert.deepEqual(read(form).refusals, [])
})

test('H21: a medicine of the list is known by its name in any capitals and spaces', () => {
  for (const typed of ["  st   JOHN'S wort ", "St John's wort"]) {
    assert.equal(interactionNamed(typed)?.[1], "St John's wort")
  }
})

test('H21: two letters away from a name is asked about, three are not, nor is a name of less than six letters', () => {
  assert.equal(alikeInteraction('clarythromicin'), 'Clarithromycin')
  assert.equal(alikeInteraction('clarythromicim'), undefined)
  assert.equal(alikeInteraction('SSRX'), undefined)
  assert.equal(alikeInteraction('an SSRI'), 'SSRI')
})
