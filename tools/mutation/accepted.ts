import type { Planted } from './plant.ts'

// Faults that no test notices and that stay, each with the reason. A fault is known by its file and what stands in place
// of what, so that it is found again when lines have moved.

type Accepted = {
  readonly file: string
  readonly original: string
  readonly replacement: string
  readonly because: string
}

const TYPE =
  'the same: without an alarm both are so, which the compiler does not know; each of the two has its alarm'
const KEY = 'the same: it names what is remembered, and no two of these are alike either'
const GRAPH = 'the same: a graph shows the dose before tablets, and nothing of this moves it'

const ACCEPTED: readonly Accepted[] = [
  {
    file: 'initiation/initiation-cards.ts',
    original: "table.steps.some(({ ifNotTested }) => ifNotTested === 'none')",
    replacement: "table.steps.every(({ ifNotTested }) => ifNotTested === 'none')",
    because: 'the same: every step of a table says the same',
  },
  {
    file: 'initiation/position.ts',
    original: 'last.ug < before.ug',
    replacement: 'last.ug <= before.ug',
    because: 'the same: days of one dose are one entry, so that two entries differ',
  },
  {
    file: 'procedure/inr-while-stopped.ts',
    original: "code === 'outside-valid-range'",
    replacement: 'true',
    because:
      'the same: an INR below the range of its target raises no other alarm than those of a low INR and this one',
  },
  {
    file: 'procedure/step-rules.ts',
    original: 'next.day < week',
    replacement: 'next.day <= week',
    because: 'the same: where both are one day, either is it',
  },
  {
    file: 'scores/same-tt2r2.ts',
    original: 'conditions > COMORBIDITIES_COUNT_ABOVE',
    replacement: 'conditions >= COMORBIDITIES_COUNT_ABOVE',
    because: 'the same: exactly that many were answered with not known one line before',
  },
  {
    file: 'warfarin/advise.ts',
    original: "isMeasured(visit.inr) && visit.currentDailyUg !== 'not-known'",
    replacement: 'true',
    because: TYPE,
  },
  {
    file: 'warfarin/advise.ts',
    original: "isMeasured(visit.inr) && visit.currentDailyUg !== 'not-known'",
    replacement: "isMeasured(visit.inr) || visit.currentDailyUg !== 'not-known'",
    because: TYPE,
  },
  {
    file: 'warfarin/advise.ts',
    original: "visit.currentDailyUg !== 'not-known'",
    replacement: 'true',
    because: TYPE,
  },
  {
    file: 'warfarin/advise.ts',
    original: 'Math.abs(rounded.weeklyUg - clampedUg * 7) * 20 > clampedUg * 7',
    replacement: 'Math.abs(rounded.weeklyUg - clampedUg * 7) * 20 >= clampedUg * 7',
    because:
      'the same: in half milligrams a week exactly 5 % is possible only from 10 or 20 mg a day, and every tablet set comes nearer',
  },
  {
    file: 'warfarin/compare-advice.ts',
    original: 'one.key < other.key',
    replacement: 'one.key <= other.key',
    because: 'the same: no two lines of a report have one key',
  },
  {
    file: 'warfarin/coventry.ts',
    original: 'edge * INRS + inrTenths',
    replacement: 'edge * INRS - inrTenths',
    because: KEY,
  },
  {
    file: 'warfarin/coventry.ts',
    original: 'high ** 3n <= value',
    replacement: 'high ** 3n < value',
    because: 'the same: no edge over an INR is the cube of a power of two at this scale',
  },
  {
    file: 'warfarin/hillingdon.ts',
    original: '(coefficientHundredths * TENTHS + targetTenths) * TENTHS + inrTenths',
    replacement: '(coefficientHundredths * TENTHS + targetTenths) * TENTHS - inrTenths',
    because: KEY,
  },
  {
    file: 'warfarin/hillingdon.ts',
    original: 'coefficientHundredths * TENTHS + targetTenths',
    replacement: 'coefficientHundredths * TENTHS - targetTenths',
    because: KEY,
  },
  {
    file: 'warfarin/hillingdon.ts',
    original: 'log - LOG_ERROR',
    replacement: 'log + LOG_ERROR',
    because:
      'the same: a test asks of every target and INR that both ends of the error give one billionth',
  },
  {
    file: 'warfarin/hillingdon.ts',
    original: 'sum <= 0n',
    replacement: 'sum < 0n',
    because: 'the same: at nothing both give nothing',
  },
  {
    file: 'warfarin/next-test.ts',
    original: 'inr.tenths > target.highTenths',
    replacement: 'inr.tenths >= target.highTenths',
    because: 'the same: an INR at the limit is in range and was answered before',
  },
  {
    file: 'warfarin/no-change-band.ts',
    original: 'inrTenths < target.valueTenths',
    replacement: 'inrTenths <= target.valueTenths',
    because: 'the same: at its target no protocol changes a dose',
  },
  {
    file: 'warfarin/protocol-curve.ts',
    original: 'false',
    replacement: 'true',
    because: GRAPH,
  },
  {
    file: 'warfarin/protocol-curve.ts',
    original: 'true',
    replacement: 'false',
    because: GRAPH,
  },
  {
    file: 'warfarin/protocol-curve.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    because: GRAPH,
  },
  {
    file: 'warfarin/re-ly.ts',
    original: 'inrTenths < RANGE_LOW_TENTHS',
    replacement: 'inrTenths <= RANGE_LOW_TENTHS',
    because: 'the same: it is asked of INRs outside the range only',
  },
  {
    file: 'warfarin/rounding.ts',
    original: 'bounds.most - bounds.least',
    replacement: 'bounds.most + bounds.least',
    because: 'the same: it looks further for a dose, and no further one is within the bounds',
  },
  {
    file: 'warfarin/rounding.ts',
    original: 'away <= furthest',
    replacement: 'away < furthest',
    because: 'the same: the last step lies outside the bounds on either side',
  },
  {
    file: 'warfarin/rule-values.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'the same: only the second and the third of them are read',
  },
]

export const whyAccepted = ({ file, original, replacement }: Planted): string | undefined =>
  ACCEPTED.find(
    (one) =>
      file === `src/clinical/${one.file}` &&
      original === one.original &&
      replacement === one.replacement,
  )?.because
