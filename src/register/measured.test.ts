import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { measuredInWords, readMeasured } from './measured.ts'
import type { Findings } from './typed-fields.ts'

const TODAY = day('2026-11-22')

/** What was read, or each field with the code of what is wrong with it. */
function answerTo(typed: Readonly<Record<string, string>>): string {
  const findings: Findings = []
  const measured = readMeasured(typed, { today: TODAY }, findings)
  return findings.length > 0
    ? findings.map(({ field, code }) => `${field}: ${code}`).join(', ')
    : measured.map(measuredInWords).join('; ')
}

const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
  [{}, ''],
  [{ weight: '71.3', bodyOn: '2026-11-22' }, 'Weight 71.3 kg (22-Nov-2026)'],
  [
    { creatinine: '92', egfr: '>90', kidneyOn: '2026-11-01' },
    'Creatinine 92 µmol/L (01-Nov-2026); eGFR >90 mL/min/1.73 m² (01-Nov-2026)',
  ],
  [{ weight: '71.3' }, 'bodyOn: required'],
  [{ bodyOn: '2026-11-22' }, 'bodyOn: no-value'],
  [{ weight: '71.3', bodyOn: '2026-11-23' }, 'bodyOn: in-future'],
  [{ creatinine: '92', kidneyOn: '2025-11-22' }, 'Creatinine 92 µmol/L (22-Nov-2025)'],
  [{ creatinine: '92', kidneyOn: '2025-11-21' }, 'kidneyOn: too-old'],
  [{ creatinine: '1.2', kidneyOn: '2026-11-01' }, 'creatinine: precision'],
  [{ creatinine: '92', kidneyOn: '2026-02-30' }, 'kidneyOn: no-such-day'],
  [{ haemoglobin: '13.2', 'blood-countOn': '2026-11-01' }, 'haemoglobin: precision'],
]
for (const [typed, answer] of cases) {
  test(`H20: ${JSON.stringify(typed)} is ${answer || 'nothing measured'}`, () => {
    assert.equal(answerTo(typed), answer)
  })
}
