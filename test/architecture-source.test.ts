import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DOAC_RULES } from '#clinical/doac/rules.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { filesOfTheHouse } from './architecture/imports.ts'
import { dateFaults, floatFaults } from './architecture/source-rules.ts'

// Rules of the source for days (H12, H13) and for doses (H09). What stands outside a rule is named here with its reason, and
// a name that no longer fits anything fails too.

const sources = filesOfTheHouse().filter(
  ({ path }) => path.startsWith('src/') && !/(?:\.test\.tsx?|\.d\.ts)$/.test(path),
)
/** No file without one of these can break a rule of days; reading the others takes seconds. */
const MAY_HOLD_DATES =
  /\b(?:Date[.(]|864e5|86_?400_?000|24 \*)|\* 24\b|\.(?:getTime|valueOf|set(?:UTC)?[A-Z]|to(?:Locale)?(?:Date|Time))|3_?600_?000/

/** How long something lasts, from an instant on: no calendar day is worked out of it. */
const LASTS = 'days as milliseconds'
const OUTSIDE_DATES = [
  { path: 'src/clinical/warfarin/dosable-window.ts', says: 'days as hours' },
  { path: 'src/store/pool.ts', says: 'a text read as a Date' },
  { path: 'src/workflow/demonstration-doacs.ts', says: LASTS },
  { path: 'src/workflow/one-time-password.ts', says: LASTS },
  { path: 'src/workflow/open-house.ts', says: LASTS },
  { path: 'src/workflow/reset-second-step.ts', says: LASTS },
  { path: 'src/workflow/rule-proposal.ts', says: LASTS },
  { path: 'src/workflow/shadow-rules.ts', says: LASTS },
]

test('H12, H13: no day is worked out in milliseconds or by the clock of the machine, and no text is read as a Date but what the database wrote', () => {
  const faults = sources
    .filter(({ text }) => MAY_HOLD_DATES.test(text))
    .flatMap(({ path, text }) => dateFaults(path, text))
  const places = new Set(faults.map(({ path, says }) => `${path}: ${says}`))
  assert.deepEqual(
    [...places].sort(),
    OUTSIDE_DATES.map(({ path, says }) => `${path}: ${says}`),
  )
})

const badDates = [
  { text: 'const later = at + 86_400_000', says: 'days as milliseconds' },
  { text: 'const later = at + 864e5 * days', says: 'days as milliseconds' },
  { text: 'const later = at + 24 * 60 * 60 * 1000', says: 'days as milliseconds' },
  { text: 'const WEEK = 7 * 24 * 3_600_000', says: 'days as milliseconds' },
  { text: 'const later = at + 24 * HOUR_MS', says: 'days as hours' },
  { text: 'const later = at + days * 24 * HOUR_MS', says: 'days as hours' },
  { text: 'const later = on.getTime() + days', says: 'arithmetic or wall clock of a Date' },
  { text: 'on.setDate(on.getDate() + 1)', says: 'arithmetic or wall clock of a Date' },
  {
    text: 'const word = on.toLocaleDateString("en-GB")',
    says: 'arithmetic or wall clock of a Date',
  },
  { text: "const on = new Date('2027-02-30')", says: 'a text read as a Date' },
  { text: 'const on = new Date(`2027-02-30`)', says: 'a text read as a Date' },
  { text: 'const on = Date.parse(typed)', says: 'a text read as a Date' },
  { text: 'const on = new Date(2027, 1, 30)', says: 'a Date of parts' },
  { text: 'const on = Date.UTC(2027, 1, 30)', says: 'a Date of parts' },
]

for (const { text, says } of badDates) {
  test(`H12, H13: a planted ${text} is found`, () => {
    const found = dateFaults('src/workflow/x.ts', text).map((fault) => fault.says)
    assert.ok(found.includes(says), found.join())
  })
}

test('H13: the core makes no Date at all, and a comment or a text is no code', () => {
  const made = dateFaults('src/clinical/x.ts', 'const iso = new Date(at).toISOString()')
  assert.deepEqual(
    made.map(({ says }) => says),
    ['a Date in the core'],
  )
  const words = "// on.getTime() + 864e5\nconst says = 'new Date(2027, 1, 30)'\nconst hours = 24"
  assert.deepEqual(dateFaults('src/clinical/x.ts', words), [])
})

test('H13: the types refuse a Date of a text, which would take 30 February for a day', () => {
  const typed: string = '2027-02-30'
  // @ts-expect-error a Date is made of a number of milliseconds
  const taken: Date = new Date(typed)
  assert.ok(!Number.isNaN(taken.valueOf()))
  const either: string | number = Math.max(0) === 0 ? typed : 0
  // @ts-expect-error nor of what may be one
  const of: Date = new Date(either)
  assert.equal(of.valueOf(), taken.valueOf())
})

const DOSING =
  /^src\/clinical\/(?:(?:warfarin|initiation|doac|procedure)\/|(?:boost|dose|fraction|inr|renal|schedule|tablets|target|week-plan)\b)/
/** They print a table as its source has it, in mg and INR; `rows.ts` and `doacDose` make whole numbers of it at once. */
const PRINTED =
  /\/(?:initiation\/(?:age-adjusted-fennerty|janes|oates|rows|tait-sefcick)|doac\/rules)\.ts$/

const BIG = 'both sides are big integers, by their types'
const WORDS = 'for a sentence or a graph; no dose follows from it'
const EXACT = 'divides without a rest'
const OUTSIDE_WHOLE = [
  { at: 'doac/monitoring-words.ts', code: 'below / 2', why: WORDS },
  { at: 'fraction.ts', code: 'denominator / divisor', why: BIG },
  { at: 'fraction.ts', code: 'doubled / divisor', why: BIG },
  { at: 'fraction.ts', code: 'numerator / divisor', why: BIG },
  { at: 'tablets.ts', code: 'line.strength / 2', why: EXACT },
  { at: 'tablets.ts', code: 'strength / 2', why: EXACT },
  { at: 'warfarin/dose-checks.ts', code: 'weeklyUg / 7', why: WORDS },
  { at: 'warfarin/factor.ts', code: '(product - rest) / PER_NANOGRAM', why: EXACT },
  { at: 'warfarin/factor.ts', code: 'BILLION / 1000', why: EXACT },
  { at: 'warfarin/natural-log.ts', code: '((n - d) * LOG_SCALE) / (n + d)', why: BIG },
  { at: 'warfarin/natural-log.ts', code: '(power * square) / LOG_SCALE', why: BIG },
  { at: 'warfarin/natural-log.ts', code: '(z * z) / LOG_SCALE', why: BIG },
  { at: 'warfarin/natural-log.ts', code: 'power / odd', why: BIG },
  { at: 'warfarin/protocol-curve.ts', code: 'advice.rawNg / 1000', why: WORDS },
  { at: 'warfarin/rounding.ts', code: 'weekly / SMALLEST_STEP_UG', why: EXACT },
  { at: 'warfarin/test-date-checks.ts', code: 'maxIntervalDays / 7', why: WORDS },
  { at: 'warfarin/test-date-checks.ts', code: 'valveMaxDays / 7', why: WORDS },
  {
    at: 'warfarin/unverified-cards.ts',
    code: '(ONE_STEP_VALID_TENTHS.high / 10).toFixed(1)',
    why: WORDS,
  },
  {
    at: 'warfarin/unverified-cards.ts',
    code: '(ONE_STEP_VALID_TENTHS.low / 10).toFixed(1)',
    why: WORDS,
  },
  { at: 'warfarin/unverified-cards.ts', code: '(value / 100).toFixed(2)', why: WORDS },
  { at: 'warfarin/unverified-cards.ts', code: 'ONE_STEP_VALID_TENTHS.high / 10', why: WORDS },
  { at: 'warfarin/unverified-cards.ts', code: 'ONE_STEP_VALID_TENTHS.low / 10', why: WORDS },
  { at: 'warfarin/unverified-cards.ts', code: 'shipped.aboveTargetTenths / 10', why: WORDS },
  { at: 'warfarin/unverified-cards.ts', code: 'shipped.belowTargetTenths / 10', why: WORDS },
  { at: 'warfarin/unverified-cards.ts', code: 'value / 100', why: WORDS },
  { at: 'week-plan.ts', code: '(MOST_WORKED_OUT_UG * 7) / SMALLEST_STEP_UG', why: EXACT },
  {
    at: 'week-plan.ts',
    code: '(weeklyUg - below * 7) / (highUg - below)',
    why: 'asked whether it is whole',
  },
]

test('H09: no dose is worked out with a number that is not whole: each division is made whole at once or named here', () => {
  const dosing = sources.filter(({ path }) => DOSING.test(path))
  assert.ok(dosing.length > 80, `${dosing.length} files`)
  const faults = dosing
    .flatMap(({ path, text }) => floatFaults(path, text))
    .filter(({ path, says }) => !(PRINTED.test(path) && says === 'a number that is not whole'))
  const named = (list: readonly string[]) => [...new Set(list)].sort()
  assert.deepEqual(
    named(faults.map(({ path, code }) => `${path.slice('src/clinical/'.length)}: ${code}`)),
    named(OUTSIDE_WHOLE.map(({ at, code }) => `${at}: ${code}`)),
  )
})

const badDoses = [
  { text: 'const dose = daily * 0.9', says: 'a number that is not whole' },
  { text: 'const dose = daily * 9e-1', says: 'a number that is not whole' },
  { text: 'const dose = weekly / 7', says: 'a division that may leave a rest' },
  { text: 'const dose = Math.min(weekly / 7, most)', says: 'a division that may leave a rest' },
  {
    text: 'const dose = Math.round(days.reduce((a, b) => a + b / 7))',
    says: 'a division that may leave a rest',
  },
  { text: 'const dose = Math.round(asMg(weekly / 7))', says: 'a division that may leave a rest' },
  { text: 'dose /= 7', says: 'a division in place' },
  { text: 'const dose = daily * ratio ** 3', says: 'a power' },
  { text: 'const dose = daily * Math.cbrt(ratio)', says: 'a function of real numbers' },
  { text: 'const dose = daily * Math.log(ratio)', says: 'a function of real numbers' },
  { text: 'const dose = Number.parseFloat(typed)', says: 'a decimal number' },
  { text: 'const dose = (daily * 9).toFixed(1)', says: 'a decimal number' },
]

for (const { text, says } of badDoses) {
  test(`H09: a planted ${text} is found`, () => {
    const found = floatFaults('src/clinical/warfarin/x.ts', text).map((fault) => fault.says)
    assert.ok(found.includes(says), found.join())
  })
}

test('H09: what is made whole at once, and big integers, are left alone', () => {
  const allowed = [
    'const daily = ug(Math.round(weekly / 7))',
    'const most = Math.floor((daily * (100 + capPercent)) / 100)',
    'const cube = (BigInt(edge) * SCALE) / BigInt(tenths)',
    'const middle = (low + high) / 2n',
    'const cubed = high ** 3n',
    "const says = '1.5 mg a day' // a half of 3.0",
  ]
  for (const text of allowed) assert.deepEqual(floatFaults('src/clinical/x.ts', text), [])
})

const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}

test('H09: every number of the rules and of the tables for a start is whole, however it is printed', () => {
  const numbers = numbersIn([DEFAULT_RULE_SET, DOAC_RULES, INITIATION_TABLES])
  assert.ok(numbers.length > 400, `${numbers.length} numbers`)
  assert.deepEqual(
    numbers.filter((number) => !Number.isSafeInteger(number)),
    [],
  )
})
