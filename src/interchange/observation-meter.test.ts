import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bundleOf, ofMeter, sentObservation } from '#test/import/sent-bundle.ts'
import { readResultBundle } from './result-bundle.ts'

// A result of a meter within a FHIR Bundle: the meter by the serial number of its Device, the strips by their lot (H03, H06).

const NHS = '9990259003'
type Changes = Readonly<Record<string, unknown>>

function meterEntry(changes: Changes = {}, meter: Changes = {}, strips: Changes = {}) {
  const { observation, devices } = ofMeter(meter, strips)
  const sent = sentObservation(NHS, { ...observation, ...changes })
  const read = readResultBundle(bundleOf(sent, ...devices))
  assert.ok(read.kind === 'bundle', JSON.stringify(read))
  const [entry] = read.entries
  assert.ok(entry)
  return entry
}

test('H03: a result of a meter within a Bundle is read with its meter, its strips and its time', () => {
  const { sent, faults } = meterEntry()
  assert.deepEqual(faults, [])
  assert.deepEqual(sent?.meter, { serial: 'UQ 0012345', lot: 'L 62210' })
  assert.deepEqual([sent?.raw, sent?.sampledAt], ['2.6', Date.parse('2026-11-22T08:10:00Z')])
  assert.equal(sent?.laboratory, 'the meter UQ 0012345, strips of lot L 62210')
})

test('H03: the Devices of a result of a meter may be contained in it, and its own may carry the lot', () => {
  const [patient] = sentObservation(NHS)['contained'] as readonly unknown[]
  const device = { resourceType: 'Device', id: 'd', serialNumber: 'UQ 7', lotNumber: 'L 1' }
  const within = { contained: [patient, device], device: { reference: '#d' } }
  assert.deepEqual(meterEntry(within).sent?.meter, { serial: 'UQ 7', lot: 'L 1' })
})

test('H06: the lot of the strips goes before that of the meter itself; one that is not sent is said to be none', () => {
  assert.equal(meterEntry({}, { lotNumber: 'OF THE METER' }).sent?.meter?.lot, 'L 62210')
  const none = meterEntry({}, {}, { lotNumber: undefined })
  assert.equal(none.sent?.meter?.lot, '')
  assert.match(none.sent?.laboratory ?? '', /strips of a lot that is not said$/)
  assert.equal(meterEntry({}, {}, { parent: { reference: 'Device/m2' } }).sent?.meter?.lot, '')
})

const LAB = { system: 'http://snomed.info/sct', code: '165581004' }
const METER = { system: 'http://loinc.org', code: '34714-6' }
const faults: readonly {
  readonly says: string
  readonly changes?: Changes
  readonly meter?: Changes
  readonly code: string
}[] = [
  { says: 'that names no Device', changes: { device: undefined }, code: 'meter' },
  { says: 'of a Device without a serial number', meter: { serialNumber: '' }, code: 'meter' },
  {
    says: 'of a Device that is not in the file',
    changes: { device: { reference: 'Device/9' } },
    code: 'meter',
  },
  {
    says: 'of a serial number of 61 characters',
    meter: { serialNumber: 'U'.repeat(61) },
    code: 'too-long',
  },
  {
    says: 'of a day without a time',
    changes: { effectiveDateTime: '2026-11-22' },
    code: 'sample-time',
  },
  { says: 'that is a laboratory’s too', changes: { code: { coding: [METER, LAB] } }, code: 'code' },
]
for (const { says, changes, meter, code } of faults) {
  test(`H03: a result of a meter within a Bundle ${says} is held: ${code}`, () => {
    const entry = meterEntry(changes, meter)
    assert.deepEqual([entry.sent, entry.unread], [null, undefined])
    assert.deepEqual(
      entry.faults.map((one) => one.code),
      [code],
    )
  })
}

test('H03: two lots of strips of one result are not chosen between', () => {
  const { observation, devices } = ofMeter()
  const other = { ...devices[1], id: 's2', lotNumber: 'L 99999' }
  const sent = sentObservation(NHS, observation)
  const read = readResultBundle(bundleOf(sent, ...devices, other))
  assert.ok(read.kind === 'bundle')
  assert.deepEqual(
    read.entries[0]?.faults.map(({ code }) => code),
    ['strip-lots-differ'],
  )
})

test('H17: what a meter shows in the place of a value is told with whose it is, and only where all else is read', () => {
  const shown = { valueQuantity: undefined, valueString: 'HI' }
  const entry = meterEntry(shown)
  assert.equal(entry.sent, null)
  assert.match(entry.faults[0]?.message ?? '', /It says "HI"\./)
  assert.equal(entry.unread?.person.nhsNumber, NHS)
  assert.equal(meterEntry({ valueQuantity: undefined }).unread?.sampledOn, '2026-11-22')
  assert.equal(meterEntry({ ...shown, identifier: [] }).unread, undefined)
  assert.equal(meterEntry({ ...shown, effectiveDateTime: '2026' }).unread, undefined)
})
