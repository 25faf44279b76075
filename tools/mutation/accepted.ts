import type { Planted } from './plant.ts'

// Faults that no test notices and that stay, by the reason. A fault is known by its file and what stands in place of
// what, so that it is found again when lines have moved.

const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  'the same: what is written beyond the end of a column is not kept': [
    'clinic-control.ts: patient < patients -> patient <= patients',
  ],
  'the same: it is only asked whether any INR was seen': [
    'control-counts.ts: counts.seen += 1 -> counts.seen -= 1',
  ],
  'the same: the word sorts after every day; it stands there to be read': [
    "control-figures.ts: endedOn === 'still-running' -> false",
    `control-figures.ts: 'still-running' -> ""`,
    "figure-course.ts: endedOn === 'still-running' -> false",
    `figure-course.ts: 'still-running' -> ""`,
  ],
  'the same: where both are one day, either is it': [
    'figure-course.ts: endedOn > until -> endedOn >= until',
    'procedure/step-rules.ts: next.day < week -> next.day <= week',
  ],
  'the same: a stretch without days adds none': [
    'figure-course.ts: span.from < span.until -> true',
    'figure-course.ts: span.from < span.until -> span.from <= span.until',
  ],
  'the same: no INR is 0': [
    'extreme-reading.ts: reading > 0 -> reading >= 0',
    'extreme-reading.ts: reading < 0 -> reading <= 0',
  ],
  'the same: nothing is its own negative': ['fraction.ts: numerator < 0n -> numerator <= 0n'],
  'the same, by way of larger numbers: the result is in lowest terms either way': [
    'fraction.ts: a.denominator === b.denominator -> false',
  ],
  'the same: nothing divides without a rest': ['fraction.ts: doubled < 0n -> doubled <= 0n'],
  'the same: every step of a table says the same': [
    "initiation/initiation-cards.ts: table.steps.some(({ ifNotTested }) => ifNotTested === 'none') -> table.steps.every(({ ifNotTested }) => ifNotTested === 'none')",
  ],
  'the same: days of one dose are one entry, so that two entries differ': [
    'initiation/position.ts: last.ug < before.ug -> last.ug <= before.ug',
  ],
  'the same: an INR below the range of its target raises no other alarm than those of a low INR and this one':
    ["procedure/inr-while-stopped.ts: code === 'outside-valid-range' -> true"],
  'the same: exactly that many were answered with not known one line before': [
    'scores/same-tt2r2.ts: conditions > COMORBIDITIES_COUNT_ABOVE -> conditions >= COMORBIDITIES_COUNT_ABOVE',
  ],
  'the same: without an alarm both are so, which the compiler does not know; each of the two has its alarm':
    [
      "warfarin/advise.ts: isMeasured(visit.inr) && visit.currentDailyUg !== 'not-known' -> true",
      "warfarin/advise.ts: isMeasured(visit.inr) && visit.currentDailyUg !== 'not-known' -> isMeasured(visit.inr) || visit.currentDailyUg !== 'not-known'",
      "warfarin/advise.ts: visit.currentDailyUg !== 'not-known' -> true",
    ],
  'the same: in half milligrams a week exactly 5 % is possible only from 10 or 20 mg a day, and every tablet set comes nearer':
    [
      'warfarin/advise.ts: Math.abs(rounded.weeklyUg - clampedUg * 7) * 20 > clampedUg * 7 -> Math.abs(rounded.weeklyUg - clampedUg * 7) * 20 >= clampedUg * 7',
    ],
  'the same: no two lines of a report have one key': [
    'warfarin/compare-advice.ts: one.key < other.key -> one.key <= other.key',
  ],
  'the same: it names what is remembered, and no two of these are alike either': [
    'warfarin/coventry.ts: edge * INRS + inrTenths -> edge * INRS - inrTenths',
    'warfarin/hillingdon.ts: (coefficientHundredths * TENTHS + targetTenths) * TENTHS + inrTenths -> (coefficientHundredths * TENTHS + targetTenths) * TENTHS - inrTenths',
    'warfarin/hillingdon.ts: coefficientHundredths * TENTHS + targetTenths -> coefficientHundredths * TENTHS - targetTenths',
  ],
  'the same: no edge over an INR is the cube of a power of two at this scale': [
    'warfarin/coventry.ts: high ** 3n <= value -> high ** 3n < value',
  ],
  'the same: a test asks of every target and INR that both ends of the error give one billionth': [
    'warfarin/hillingdon.ts: log - LOG_ERROR -> log + LOG_ERROR',
  ],
  'the same: at nothing both give nothing': ['warfarin/hillingdon.ts: sum <= 0n -> sum < 0n'],
  'the same: an INR at the limit is in range and was answered before': [
    'warfarin/next-test.ts: inr.tenths > target.highTenths -> inr.tenths >= target.highTenths',
  ],
  'the same: at its target no protocol changes a dose': [
    'warfarin/no-change-band.ts: inrTenths < target.valueTenths -> inrTenths <= target.valueTenths',
  ],
  'the same: a graph shows the dose before tablets, and nothing of this moves it': [
    'warfarin/protocol-curve.ts: false -> true',
    'warfarin/protocol-curve.ts: true -> false',
    `warfarin/protocol-curve.ts: '' -> "Stryker was here!"`,
  ],
  'the same: it is asked of INRs outside the range only': [
    'warfarin/re-ly.ts: inrTenths < RANGE_LOW_TENTHS -> inrTenths <= RANGE_LOW_TENTHS',
  ],
  'the same: it looks further for a dose, and no further one is within the bounds': [
    'warfarin/rounding.ts: bounds.most - bounds.least -> bounds.most + bounds.least',
  ],
  'the same: the last step lies outside the bounds on either side': [
    'warfarin/rounding.ts: away <= furthest -> away < furthest',
  ],
  'the same: only the second and the third of them are read': [
    'warfarin/rule-values.ts: [] -> ["Stryker was here"]',
  ],
}

export function whyAccepted({ file, original, replacement }: Planted): string | undefined {
  const fault = `${file.replace('src/clinical/', '')}: ${original} -> ${replacement}`
  return Object.entries(ACCEPTED).find(([, faults]) => faults.includes(fault))?.[0]
}
