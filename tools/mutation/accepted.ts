import type { Planted } from './plant.ts'

// Faults that no test notices and that stay, by the reason. A fault is known by its file and what stands in place of
// what, so that it is found again when lines have moved.

const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  'the same: no two of these have one name': [
    'interaction-names.ts: one.toLowerCase() < other.toLowerCase() -> one.toLowerCase() <= other.toLowerCase()',
    `alerts/alert-figures.ts: \`\${one.kind}:\${one.code}\` < \`\${other.kind}:\${other.code}\` -> \`\${one.kind}:\${one.code}\` <= \`\${other.kind}:\${other.code}\``,
  ],
  'the same: no name of the list has six letters': [
    'interaction-names.ts: known.length >= 6 -> known.length > 6',
  ],
  'the same: every month of the calendar has a 28th day': [
    'months.ts: dayOfMonth <= 28 -> false',
    'months.ts: dayOfMonth <= 28 -> dayOfMonth < 28',
  ],
  'the same: who was treated in the period had not ended before it': [
    'npsa-established.ts: endedOn >= period.from -> true',
  ],
  'the same, only slower: what is of before the window counts nothing': [
    'clinic-control.ts: low < high -> false',
    'clinic-control.ts: at(days, middle) < from -> false',
    'clinic-control.ts: at(days, middle) < from -> at(days, middle) <= from',
  ],
  'the same, only slower: the exact way gives the same share': [
    'ttr-tally.ts: { length: WIDEST + 1 } -> {}',
    'ttr-tally.ts: WIDEST + 1 -> WIDEST - 1',
    'ttr-tally.ts: (_, width) => width > 0 && PARTS_OF_A_DAY % width === 0 ? PARTS_OF_A_DAY / width : 0 -> () => undefined',
    'ttr-tally.ts: width > 0 && PARTS_OF_A_DAY % width === 0 -> false',
    'ttr-tally.ts: width > 0 -> true',
    'ttr-tally.ts: width > 0 -> width >= 0',
    'ttr-tally.ts: width > 0 -> width <= 0',
    'ttr-tally.ts: PARTS_OF_A_DAY % width -> PARTS_OF_A_DAY * width',
    'ttr-tally.ts: !parts -> true',
    'ttr-tally.ts: line[where] === 0 -> false',
    'ttr-tally.ts: Math.abs(beyond) > DOUBTFUL -> false',
    'ttr-tally.ts: Math.abs(beyond) > DOUBTFUL -> Math.abs(beyond) >= DOUBTFUL',
    'ttr-tally.ts: beyond < 0 -> beyond <= 0',
    'ttr-tally.ts: Math.abs(Math.abs(share - rounded) - 0.5) > DOUBTFUL -> false',
    'ttr-tally.ts: Math.abs(Math.abs(share - rounded) - 0.5) > DOUBTFUL -> Math.abs(Math.abs(share - rounded) - 0.5) >= DOUBTFUL',
  ],
  'the same: without a day between them none is counted': [
    'ttr-daily.ts: enters >= leaves -> enters > leaves',
    'ttr-tally.ts: enters >= leaves -> enters > leaves',
  ],
  'the same: a flat line was answered before': ['ttr-daily.ts: climb > 0 -> climb >= 0'],
  'the same: of ways to make a dose each has one half, so that their order stays': [
    'tablets.ts: line.halves / 2 -> line.halves * 2',
  ],
  'the same: of any set, to 30 mg, two ways with a half that tie differ in their 5 mg tablets, or the first is the larger':
    ['tablets.ts: halvesOf(one, of) !== halvesOf(other, of) -> true'],
  'the same: of this strength the two have not the same': [
    'tablets.ts: halvesOf(one, differs) > halvesOf(other, differs) -> halvesOf(one, differs) >= halvesOf(other, differs)',
  ],
  'the same: half of one dose is a dose, or double of the other is': [
    'warfarin/comment-scan.ts: dose * 2 -> dose / 2',
  ],
  'the same, only slower: what is sought stands at its end': [
    'warfarin/comment-omits.ts: comment.slice(0, said.index).slice(-NEAR) -> comment.slice(0, said.index)',
  ],
  'the same: consecutive days of one dose are one, and a day without a dose between was answered before':
    ['initiation/position.ts: last.ug < before.ug -> last.ug <= before.ug'],
  'the same: an INR has one decimal, which ends it': ['inr.ts: /\\.0$/ -> /\\.0/'],
  'the same: no button has either name': [`inr.ts: '' -> "Stryker was here!"`],
  'the same: neither is a part of a date, and the first of what was found is not read': [
    `strip-expiry.ts: '' -> "Stryker was here!"`,
    'strip-expiry.ts: [] -> ["Stryker was here"]',
  ],
  'the same: nothing is ordered in it': ['warfarin/comment-figures.ts: [] -> ["Stryker was here"]'],
  'the same: a week that rises or falls has a day that does': [
    'warfarin/comment-course.ts: change > 0 -> false',
    'warfarin/comment-course.ts: change < 0 -> false',
  ],
  'the same: after mg there is a space, for its word ends there': [
    'warfarin/comment-figures.ts: /^ ?(?:(?:to be )?taken )?(?:daily|od|nocte|nightly|(?:each|every) (?:day|night|evening))\\b/i -> /^ (?:(?:to be )?taken )?(?:daily|od|nocte|nightly|(?:each|every) (?:day|night|evening))\\b/i',
    'warfarin/comment-mg.ts: /^(?: ?(?:once|over|in|total))?(?: (?:a|per|each|every|the))?[ /](?:week|wk)(?!end|day)/i -> /^(?: (?:once|over|in|total))?(?: (?:a|per|each|every|the))?[ /](?:week|wk)(?!end|day)/i',
  ],
  'the same: what is said begins with a word': [
    'warfarin/comment-omits.ts: /^\\p{L}+(?: off)?/u -> /\\p{L}+(?: off)?/u',
  ],
  'the same: nothing is counted in it': [`warfarin/comment-omits.ts: '' -> "Stryker was here!"`],
  'the same: one of the two is always found': [
    `warfarin/comment-parts.ts: '' -> "Stryker was here!"`,
  ],
  'the same: no word of an order begins where a count of tablets does': [
    'warfarin/comment-tablets.ts: found < at -> found <= at',
  ],
  'the same, only slower: what is sought is the last word before': [
    'warfarin/comment-tablets.ts: before.slice(-NEAR) -> before',
  ],
  'the same: nothing is added to them': ['warfarin/alarms.ts: more.length === 0 -> false'],
  'the same: in the list a space or a line stands on either side of each bar': [
    'warfarin/common-medicines.ts: /\\s*\\|\\s*/ -> /\\s\\|\\s*/',
    'warfarin/common-medicines.ts: /\\s*\\|\\s*/ -> /\\s*\\|\\s/',
  ],
  'the same: nothing stands after it': ['warfarin/comment-mg.ts: /[.](?= |$)/ -> /[.](?= )/'],
  'the same: it is only asked what the words that are left say': [
    `warfarin/comment-scan.ts: '' -> "Stryker was here!"`,
  ],
  'the same: of these words only "a" and "an" have an "a" at either end': [
    'warfarin/comment-parts.ts: /^an?$/i -> /an?$/i',
    'warfarin/comment-parts.ts: /^an?$/i -> /^an?/i',
    'warfarin/comment-tablets.ts: /^an?$/i -> /an?$/i',
    'warfarin/comment-tablets.ts: /^an?$/i -> /^an?/i',
  ],
  'the same: what is found begins and ends with a word': [
    'warfarin/comment-tablets.ts: clause.slice(at, end).trim() -> clause.slice(at, end)',
  ],
  'the same: no colour has that name': [`warfarin/comment-tablets.ts: '' -> "Stryker was here!"`],
  'the same: no lot has that name': ['strip-code.ts: [] -> ["Stryker was here"]'],
  'the same: neither is a lot, for a lot is not empty and has no space': [
    `strip-code.ts: '' -> "Stryker was here!"`,
  ],
  'the same: no value is as long as a length that is not known': [
    'strip-code.ts: length === undefined -> false',
  ],
  'the same: what ends in 0 does so below nothing too': [
    'strip-code.ts: total + (at % 2 === 0 ? 3 : 1) * +digit -> total - (at % 2 === 0 ? 3 : 1) * +digit',
    'strip-code.ts: +digit -> -digit',
  ],
  'the same: the same tablets make the same dose': [
    'unchanged-dose.ts: one.ug === other.ug -> true',
  ],
  'the same: no digit is read as 0': [`target.ts: '0' -> ""`],
  'the same: a total is one of half milligrams, or seven times a dose': [
    'week-plan.ts: weeklyUg === floor * 7 -> true',
  ],
  'the same: no dose in half milligrams has a quarter': ['tablets.ts: strength !== 500 -> true'],
  'the same, only slower: what is remembered is worked out again': [
    'tablets.ts: known !== undefined -> false',
  ],
  'the same: the exact way gives the same share': [
    'pooled-tally.ts: steep.length === 0 -> false',
    'pooled-tally.ts: { const all = days * PARTS_OF_A_DAY return { inside: tally.inside / all, below: tally.below / all } } -> {}',
  ],
  'the same: a medicine has a row of the table exactly when it has an effect': [
    "remembered-medicines.ts: one.interaction !== null && one.effect !== 'none' -> one.interaction !== null || one.effect !== 'none'",
    'remembered-medicines.ts: one.interaction !== null -> true',
    "remembered-medicines.ts: one.effect !== 'none' -> true",
    `remembered-medicines.ts: 'none' -> ""`,
  ],
  'the same: without a gap all are known, which the compiler does not know': [
    "renal.ts: weight === 'not-known' -> false",
    "renal.ts: creatinine === 'not-known' -> false",
    "renal.ts: sex === 'indeterminate' -> false",
    "renal.ts: sex === 'not-known' -> false",
    `renal.ts: 'not-known' -> ""`,
    `renal.ts: 'indeterminate' -> ""`,
  ],
  'the same: where both are equal it was answered before': [
    'renal.ts: side < 0 -> side <= 0',
    'tablets.ts: other.rank < best.rank -> other.rank <= best.rank',
  ],
  'the same: no day lies in a period, which the compiler does not know': [
    'npsa-starting.ts: initiationEndedOn !== null -> true',
  ],
  'the same: where no row is left between them none is counted': [
    'npsa-established.ts: first < end -> first <= end',
    'npsa-established.ts: end > first -> true',
    'npsa-established.ts: end > first -> end >= first',
  ],
  'the same, only slower: a stretch without days adds none': [
    'maintenance.ts: left .flatMap(({ from, until }) => [ { from, until: Math.min(until, cut.from) }, { from: Math.max(from, cut.until), until }, ]) .filter(({ from, until }) => from < until) -> left.flatMap(({ from, until }) => [{ from, until: Math.min(until, cut.from) }, { from: Math.max(from, cut.until), until }])',
    'maintenance.ts: from < until -> true',
    'maintenance.ts: from < until -> from <= until',
  ],
  'the same: the grammar has digits there, or no match is found': [
    `measurement.ts: '' -> "Stryker was here!"`,
    `medicine-changes.ts: '' -> "Stryker was here!"`,
    'medicine-changes.ts: [] -> ["Stryker was here"]',
  ],
  'the same: every name begins so or has no such letters': [
    'measurement.ts: /^[A-Z][a-z]/ -> /[A-Z][a-z]/',
  ],
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
    "npsa-established.ts: endedOn === 'still-running' -> false",
    "npsa-starting.ts: startedOn !== 'not-known' -> true",
    `npsa-starting.ts: 'not-known' -> ""`,
    "npsa-established.ts: endedOn !== 'still-running' -> true",
    `npsa-established.ts: 'still-running' -> ""`,
    "npsa-established.ts: course.endedOn === 'still-running' -> false",
    `figure-course.ts: 'still-running' -> ""`,
  ],
  'the same: of two that are equally near either is it': [
    'warfarin/soon-alarms.ts: apart < nearest -> apart <= nearest',
  ],
  'the same: a course that was over before the period has no line in it': [
    'control-figures.ts: treated.until <= treated.from -> false',
    'control-figures.ts: treated.until <= treated.from -> treated.until < treated.from',
  ],
  'the same: where both are one day, either is it': [
    'figure-course.ts: endedOn > until -> endedOn >= until',
    'npsa-established.ts: course.endedOn > until -> course.endedOn >= until',
    'procedure/step-rules.ts: next.day < week -> next.day <= week',
  ],
  'the same: no INR is 0': [
    'extreme-reading.ts: reading > 0 -> reading >= 0',
    'proportion-in-range.ts: reading < 0 -> reading <= 0',
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
    'tablets.ts: dose * 32 -> dose / 32',
    'tablets.ts: dose * 32 + tabletSetNumber(set) -> dose * 32 - tabletSetNumber(set)',
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
    'warfarin/rounding.ts: (bounds.most - bounds.least) / SMALLEST_STEP_UG -> (bounds.most - bounds.least) * SMALLEST_STEP_UG',
  ],
  'the same: the last step lies outside the bounds on either side': [
    'warfarin/rounding.ts: nth <= furthest -> nth < furthest',
  ],
  'the same: only the second and the third of them are read': [
    'warfarin/rule-values.ts: [] -> ["Stryker was here"]',
  ],
}

export function whyAccepted({ file, original, replacement }: Planted): string | undefined {
  const fault = `${file.replace('src/clinical/', '')}: ${original} -> ${replacement}`
  return Object.entries(ACCEPTED).find(([, faults]) => faults.includes(fault))?.[0]
}
