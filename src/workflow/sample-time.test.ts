import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSampleTime, type SampleFields } from './sample-time.ts'

const NOW = Date.parse('2027-11-02T09:00:00Z')
const read = (fields: SampleFields) => readSampleTime(fields, NOW)
const codeOf = (fields: SampleFields): string => {
  const sample = read(fields)
  return sample.kind === 'refused' ? (sample.findings[0]?.code ?? '') : sample.kind
}

for (const [fields, code] of [
  [{ sampledOn: '2027-11-02' }, 'sample'],
  [{ sampledOn: '2027-11-03' }, 'in-future'],
  [{ sampledOn: '2027-11-02', sampledTime: '09:01' }, 'sample'],
  [{ sampledOn: '2027-11-02', sampledTime: '09:02' }, 'in-future'],
  [{ sampledOn: '2027-11-02', sampledTime: '9:40' }, 'format'],
  [{ sampledOn: '2027-03-28', sampledTime: '01:30' }, 'no-such-time'],
  [{ sampledOn: '2027-10-31', sampledTime: '01:30' }, 'happens-twice'],
  [{ sampledOn: '2027-10-31', sampledTime: '01:30', sampledHour: 'first' }, 'sample'],
  [{ sampledAt: '2027-11-02T09:01:00Z' }, 'sample'],
  [{ sampledAt: '2027-11-02T09:01:01Z' }, 'in-future'],
  [{ sampledAt: '2027-11-02T10:00:00+14:00' }, 'sample'],
  [{ sampledAt: '2027-11-02T10:00:00+14:01' }, 'format'],
  [{ sampledAt: '2027-11-02T10:00:00' }, 'format'],
  [{ sampledAt: '2027-11-01T23:30:00Z', sampledOn: '2027-11-02' }, 'days-differ'],
  [{}, 'required'],
] as const) {
  test(`H13: a sample of ${JSON.stringify(fields)} is ${code}`, () => {
    assert.equal(codeOf(fields), code)
  })
}

test('D2.32: the first 01:30 of the last Sunday of October is an hour before the second', () => {
  const at = (sampledHour: string) => {
    const sample = read({ sampledOn: '2027-10-31', sampledTime: '01:30', sampledHour })
    assert(sample.kind === 'sample')
    return sample.sample.at ?? 0
  }
  assert.equal(at('second') - at('first'), 3_600_000)
})
