import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import { bundleOf, sentObservation } from '#test/import/sent-bundle.ts'
import { readResultBundle } from './result-bundle.ts'

const NHS = '9990259003'
const UNIT = { unit: 'INR', system: 'http://unitsofmeasure.org', code: '{INR}' }

function entryOf(
  changes: Readonly<Record<string, unknown>> = {},
  person: Readonly<Record<string, unknown>> = {},
) {
  const read = readResultBundle(bundleOf(sentObservation(NHS, changes, person)))
  assert.ok(read.kind === 'bundle', JSON.stringify(read))
  const [entry] = read.entries
  assert.ok(entry)
  return entry
}

const codesOf = (entry: ReturnType<typeof entryOf>) => entry.faults.map(({ code }) => code)

test('H03: a result of a laboratory is read with everything that it says', () => {
  const { sent, identifier, faults } = entryOf({ note: [{ text: 'Slightly haemolysed' }] })
  assert.deepEqual(faults, [])
  assert.deepEqual(identifier, { system: 'https://lab.example.nhs.uk/report', value: 'R-1' })
  assert.deepEqual(sent, {
    status: 'final',
    person: { nhsNumber: NHS, dateOfBirth: '1942-09-04', familyName: 'Hargreaves' },
    inr: { comparator: '=', tenths: 26 },
    raw: '2.6',
    sampledOn: '2026-11-22',
    sampledAt: Date.parse('2026-11-22T08:10:00Z'),
    laboratory: 'Northern Pathology',
    remark: 'Slightly haemolysed',
  })
})

const statuses = [
  { status: 'final', is: 'final' },
  { status: 'amended', is: 'corrected' },
  { status: 'corrected', is: 'corrected' },
  { status: 'cancelled', is: 'void' },
  { status: 'entered-in-error', is: 'void' },
]
for (const { status, is } of statuses) {
  test(`H03: a result that is ${status} is ${is}`, () => {
    assert.equal(entryOf({ status }).sent?.status, is)
  })
}

const values = [
  { value: 0.8, tenths: 8 },
  { value: 2, tenths: 20 },
  { value: 12.5, tenths: 125 },
  { value: 20, tenths: 200 },
  { value: 8, comparator: '>', tenths: 80 },
]
for (const { value, comparator, tenths } of values) {
  test(`H03: ${comparator ?? ''}${value} that is sent is ${tenths} tenths`, () => {
    const valueQuantity = { ...UNIT, value, ...(comparator && { comparator }) }
    const expected = { comparator: comparator ?? '=', tenths }
    assert.deepEqual(entryOf({ valueQuantity }).sent?.inr, expected)
  })
}

const held: readonly {
  readonly says: string
  readonly changes?: Readonly<Record<string, unknown>>
  readonly person?: Readonly<Record<string, unknown>>
  readonly codes: readonly string[]
}[] = [
  { says: 'preliminary', changes: { status: 'preliminary' }, codes: ['not-final'] },
  { says: 'registered', changes: { status: 'registered' }, codes: ['not-final'] },
  { says: 'of no status', changes: { status: undefined }, codes: ['not-final'] },
  { says: 'a status of a prototype', changes: { status: 'constructor' }, codes: ['not-final'] },
  { says: 'of no category', changes: { category: undefined }, codes: ['category'] },
  {
    says: 'of a meter',
    changes: { code: { coding: [{ system: 'http://snomed.info/sct', code: '440432009' }] } },
    codes: ['meter'],
  },
  {
    says: 'of the deprecated code',
    changes: { code: { coding: [{ system: 'http://loinc.org', code: '5895-7' }] } },
    codes: ['code'],
  },
  { says: 'INR in words alone', changes: { code: { text: 'INR' } }, codes: ['code'] },
  {
    says: 'of two codes that say different things',
    changes: {
      code: {
        coding: [
          { system: 'http://snomed.info/sct', code: '165581004' },
          { system: 'http://loinc.org', code: '5902-2' },
        ],
      },
    },
    codes: ['code'],
  },
  {
    says: 'with what may change its meaning',
    changes: { modifierExtension: [{ url: 'x' }], component: [{}] },
    codes: ['not-read', 'not-read'],
  },
  {
    says: 'without a value',
    changes: { valueQuantity: undefined, dataAbsentReason: { text: 'Clotted' } },
    codes: ['no-value'],
  },
  {
    says: 'a value as text',
    changes: { valueQuantity: { ...UNIT, value: '2.6' } },
    codes: ['no-value'],
  },
  {
    says: 'of two decimals',
    changes: { valueQuantity: { ...UNIT, value: 2.65 } },
    codes: ['precision'],
  },
  {
    says: '25 for 2.5',
    changes: { valueQuantity: { ...UNIT, value: 25 } },
    codes: ['above-range'],
  },
  {
    says: 'of 0.3',
    changes: { valueQuantity: { ...UNIT, value: 0.3 } },
    codes: ['below-range'],
  },
  {
    says: 'in another unit',
    changes: { valueQuantity: { value: 2.6, unit: 's', system: UNIT.system, code: 's' } },
    codes: ['unit'],
  },
  {
    says: 'in no unit',
    changes: { valueQuantity: { value: 2.6 } },
    codes: ['unit'],
  },
  {
    says: '>= 8',
    changes: { valueQuantity: { ...UNIT, value: 8, comparator: '>=' } },
    codes: ['comparator'],
  },
  { says: 'of no time', changes: { effectiveDateTime: undefined }, codes: ['sample-time'] },
  { says: 'of a month', changes: { effectiveDateTime: '2026-11' }, codes: ['sample-time'] },
  {
    says: 'of a time without an offset',
    changes: { effectiveDateTime: '2026-11-22T08:10:00' },
    codes: ['sample-time'],
  },
  { says: 'of nobody', changes: { performer: undefined }, codes: ['performer'] },
  { says: 'without a name of its own', changes: { identifier: [] }, codes: ['identifier'] },
  { says: 'without an NHS number', person: { identifier: [] }, codes: ['no-nhs-number'] },
  {
    says: 'with a wrong check digit',
    person: {
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990259004' }],
    },
    codes: ['nhs-number'],
  },
  {
    says: 'with two NHS numbers',
    changes: {
      subject: {
        reference: '#p1',
        identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
      },
    },
    codes: ['nhs-numbers-differ'],
  },
  {
    says: 'with the NHS number alone',
    person: { birthDate: undefined, name: [] },
    codes: ['no-second-identifier'],
  },
  { says: 'with a year of birth', person: { birthDate: '1942' }, codes: ['date-of-birth'] },
  {
    says: 'of a patient who is not in the file',
    changes: { subject: { reference: 'Patient/7' } },
    codes: ['no-nhs-number'],
  },
]

for (const { says, changes, person, codes } of held) {
  test(`H03: a result ${says} is held: ${codes.join(', ')}`, () => {
    const entry = entryOf(changes, person)
    assert.equal(entry.sent, null)
    assert.deepEqual(codesOf(entry), codes)
    for (const { place, message } of entry.faults) {
      assert.match(place, /^Bundle\.entry\[0\]\.resource/)
      assert.match(message, /^[A-Z0-9].*\.$/)
    }
  })
}

test('H03: everything that is wrong with a result is answered at once', () => {
  const entry = entryOf({ status: 'unknown', effectiveDateTime: 'today', performer: [] })
  assert.deepEqual(codesOf(entry), ['not-final', 'sample-time', 'performer'])
})

test('H03: two results of one name in one file are both held', () => {
  const read = readResultBundle(bundleOf(sentObservation(NHS), sentObservation(NHS)))
  assert.ok(read.kind === 'bundle')
  assert.deepEqual(read.entries.map(codesOf), [['identifier-twice'], ['identifier-twice']])
})

test('H03: the patient may be another entry of the file; what is no INR is counted and left', () => {
  const patient = {
    resourceType: 'Patient',
    id: '7',
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: NHS }],
    birthDate: '1942-09-04',
  }
  const observation = sentObservation(NHS, { contained: [], subject: { reference: 'Patient/7' } })
  const sodium = { resourceType: 'Observation', code: { text: 'Sodium' } }
  const read = readResultBundle(bundleOf(patient, observation, sodium))
  assert.ok(read.kind === 'bundle')
  assert.deepEqual(read.others, ['Sodium'])
  assert.equal(read.entries[0]?.sent?.person.nhsNumber, NHS)
})

test('H03: an INR within another resource is held, and an entry that is no resource is counted', () => {
  const within = { ...sentObservation(NHS), identifier: [{ system: 'lab', value: '2' }] }
  const read = readResultBundle(bundleOf(sentObservation(NHS), { contained: [within] }, null))
  assert.ok(read.kind === 'bundle')
  assert.equal(read.entries[1]?.place, 'Bundle.entry[1].resource.contained[0]')
  assert.deepEqual(read.entries.map(codesOf), [[], ['not-read']])
  assert.deepEqual(read.others, ['Bundle.entry[2].resource'])
})

test('H03: a file without an INR is refused with what it holds', () => {
  const ratio = { resourceType: 'Observation', code: { coding: [{ display: 'PT ratio' }] } }
  const read = readResultBundle(bundleOf(ratio))
  assert.ok(read.kind === 'refused')
  assert.match(read.fault.message, /PT ratio/)
})

test('H03: what is read of a value that is sent is what is read of the same value typed, or it is held', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 4000 }), (hundredths) => {
      const value = hundredths / 100
      const entry = entryOf({ valueQuantity: { ...UNIT, value } })
      const typed = parseInr(String(value), LABORATORY_RANGE)
      assert.deepEqual(entry.sent?.inr ?? null, typed.kind === 'inr' ? typed.inr : null)
    }),
  )
})
