import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { mgNumber } from '#clinical/dose.ts'
import {
  DOAC_STRENGTHS_UG,
  DOACS,
  doacDose,
  formatDoacDose,
  isDoac,
  parseDoacDose,
  sameDose,
} from './doac.ts'

const ROWS = [
  ['apixaban', '5', '2', '5 mg twice a day'],
  ['apixaban', '2.5', '2', '2.5 mg twice a day'],
  ['apixaban', '10', '2', '10 mg twice a day'],
  ['apixaban', ' 5 ', '2', '5 mg twice a day'],
  ['dabigatran', '110', '2', '110 mg twice a day'],
  ['rivaroxaban', '20', '1', '20 mg once a day'],
  ['edoxaban', '60', '1', '60 mg once a day'],
  ['apixaban', '', '2', 'doacMg: required'],
  ['apixaban', undefined, '2', 'doacMg: required'],
  ['apixaban', 5, '2', 'doacMg: required'],
  ['apixaban', '50', '2', 'doacMg: no-such-strength'],
  ['apixaban', '3', '2', 'doacMg: no-such-strength'],
  ['edoxaban', '0', '1', 'doacMg: no-such-strength'],
  ['apixaban', '5.0', '2', 'doacMg: format'],
  ['apixaban', '2,5', '2', 'doacMg: format'],
  ['apixaban', '5mg', '2', 'doacMg: format'],
  ['apixaban', '05', '2', 'doacMg: format'],
  ['apixaban', '1e1', '2', 'doacMg: format'],
  ['apixaban', '5', '', 'doacTimes: required'],
  ['apixaban', '5', '3', 'doacTimes: required'],
] as const

describe('H20: a dose as it is typed', () => {
  for (const [medicine, mg, times, expected] of ROWS) {
    test(`${medicine} ${mg} mg, ${times} a day: ${expected}`, () => {
      const parsed = parseDoacDose(medicine, { mg, times })
      const answer =
        parsed.kind === 'dose' ? formatDoacDose(parsed.dose) : `${parsed.field}: ${parsed.code}`
      assert.equal(answer, expected)
    })
  }

  test('every strength, and two of it, reads back', () => {
    const someStrength = fc
      .constantFrom(...DOACS)
      .chain((medicine) =>
        fc.tuple(fc.constant(medicine), fc.constantFrom(...DOAC_STRENGTHS_UG[medicine])),
      )
    fc.assert(
      fc.property(someStrength, fc.constantFrom(1, 2), ([medicine, strength], tablets) => {
        const each = strength * tablets
        const parsed = parseDoacDose(medicine, { mg: mgNumber(each), times: '2' })
        assert.ok(parsed.kind === 'dose' && parsed.dose.ug === each)
      }),
    )
  })
})

test('warfarin and heparin are not of this kind', () => {
  assert.deepEqual(['warfarin', 'heparin', null, 'apixaban'].map(isDoac), [
    false,
    false,
    false,
    true,
  ])
})

test('H20: a dose that is refused says what to do, and which strengths there are', () => {
  const messageOf = (mg: string, times = '2') => {
    const parsed = parseDoacDose('rivaroxaban', { mg, times })
    assert(parsed.kind === 'refused')
    return parsed.message
  }
  assert.equal(messageOf(''), 'Enter the dose in mg at a time.')
  assert.equal(messageOf('x'), 'Enter the mg at a time as a number, like 5 or 2.5.')
  assert.equal(
    messageOf('50'),
    'One or two of the strengths of rivaroxaban (2.5, 10, 15, 20 mg) do not make 50 mg. Check the dose.',
  )
  assert.equal(messageOf('15', '3'), 'Say whether it is taken once or twice a day.')
})

test('H20: the same amount as often is the same dose, and nothing else is', () => {
  assert.ok(sameDose(doacDose(15, 2), doacDose(15, 2)))
  assert.ok(!sameDose(doacDose(15, 2), doacDose(15, 1)))
  assert.ok(!sameDose(doacDose(15, 2), doacDose(20, 2)))
})
