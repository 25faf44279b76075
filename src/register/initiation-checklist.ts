// What is answered before the first dose of warfarin: why not a DOAC, nothing that forbids it, the baseline tests.
// No answer is filled in; what is not answered is refused (H08).
import { addDays, type Day } from '#base/day.ts'
import { type Inr, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import {
  type FieldFinding,
  type Findings,
  type TypedFields,
  typedDay,
  typedNote,
  typedText,
  wordIn,
} from './typed-fields.ts'

/** Why warfarin and not a DOAC, which is the first line in AF (NICE NG196). */
export const WARFARIN_REASONS = {
  'mitral-stenosis': 'Moderate or severe mitral stenosis',
  antiphospholipid: 'Antiphospholipid syndrome',
  renal: 'Renal function too low for a DOAC',
  liver: 'Liver disease that rules out a DOAC',
  interaction: 'A medicine that interacts with DOACs',
  'doac-not-tolerated': 'A DOAC was not tolerated or failed',
  'patient-choice': "The patient's choice, DOACs having been explained",
  other: 'Another reason, given in words',
} as const
export type WarfarinReason = keyof typeof WARFARIN_REASONS

export const ANTIPLATELET_ANSWERS = {
  'takes-none': 'Takes none',
  stops: 'Stops when warfarin starts',
  'stops-in-range': 'Continues until the INR is in range, then stops',
  continues: 'Continues, on specialist advice',
} as const
export type AntiplateletAnswer = keyof typeof ANTIPLATELET_ANSWERS

export const BASELINE_TESTS = ['fbc', 'lft', 'clotting', 'creatinine'] as const
export type BaselineTest = (typeof BASELINE_TESTS)[number]

export const BASELINE_TEST_WORDS: Readonly<Record<BaselineTest, string>> = {
  fbc: 'Full blood count',
  lft: 'Liver function tests',
  clotting: 'Clotting screen',
  creatinine: 'Creatinine and eGFR',
}

/** The answers before the first dose, as they are kept. */
export type InitiationChecklist = {
  readonly whyWarfarin: WarfarinReason
  readonly whyNote: string
  readonly baselineInr: Inr
  readonly baselineInrOn: Day
  readonly haematologyAdvice: string
  readonly testedOn: Readonly<Record<BaselineTest, Day>>
  readonly antiplatelets: AntiplateletAnswer
  /** Each was asked and is so; with any other answer nobody is started here. */
  readonly confirmed: readonly Statement[]
}

/** What must be so, each to be ticked by itself. Sources: INRstar preconditions, GPnotebook, NHS Highland. */
export const STATEMENTS = {
  noContraindication:
    'Nothing forbids warfarin: no active bleeding, no pregnancy, bleeding risk weighed',
  noOtherAnticoagulant: 'Takes no other anticoagulant, and none is in effect',
  slowStartSuits:
    'No DVT, PE, arterial embolus or new valve, and nothing else that needs anticoagulation at once',
  usualDose:
    'LFT below 1.5 times the upper limit, no interacting medicine, weight 50 kg or more (else a smaller start, with haematology)',
} as const
export type Statement = keyof typeof STATEMENTS

export const CHECKLIST_STATEMENTS: readonly Statement[] = [
  'noContraindication',
  'noOtherAnticoagulant',
  'slowStartSuits',
  'usualDose',
]

/** A statement about slow starting; a fast start in hospital is for those whom it excludes. */
const ONLY_WHEN_SLOW: readonly Statement[] = ['slowStartSuits']

/** The baseline INR must be below this to start at all, and above 1.2 haematology is asked. @see docs/evidence.md#baseline-inr */
export const BASELINE_INR_BELOW_TENTHS = 14
/** @see docs/evidence.md#baseline-inr */
export const HAEMATOLOGY_ABOVE_TENTHS = 12

/** Baseline tests are no older than this. A local setting. @see docs/evidence.md#baseline-tests */
export const BASELINE_WITHIN_DAYS = 90

export type ReadChecklist =
  | { readonly kind: 'checklist'; readonly checklist: InitiationChecklist }
  | { readonly kind: 'refused'; readonly findings: readonly FieldFinding[] }

/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 1000

/** Reads the answers; everything that is missing or forbids a start is answered at once. */
export function readChecklist(
  fields: TypedFields,
  asked: { readonly today: Day; readonly pace: 'slow' | 'fast' },
): ReadChecklist {
  const findings: Findings = []
  const need = (field: string, code: string, message: string) =>
    void findings.push({ field, code, message })

  const whyWarfarin = wordIn(WARFARIN_REASONS, typedText(fields, 'whyWarfarin'))
  if (whyWarfarin === undefined) {
    need('whyWarfarin', 'required', 'Say why warfarin and not a DOAC, which is the first choice.')
  }
  const whyNote = typedNote(fields, 'whyNote', LONGEST_NOTE, findings)
  if (whyWarfarin === 'other' && whyNote === '') {
    need('whyNote', 'required', 'Give the reason in words.')
  }
  const antiplatelets = wordIn(ANTIPLATELET_ANSWERS, typedText(fields, 'antiplatelets'))
  if (antiplatelets === undefined) {
    need('antiplatelets', 'required', 'Say what happens to antiplatelets and NSAIDs.')
  }
  const baseline = readBaseline(fields, asked.today, findings)
  const testedOn = readTestDays(fields, asked.today, findings)
  const confirmed = readStatements(fields, asked.pace, findings)
  if (
    findings.length > 0 ||
    whyWarfarin === undefined ||
    antiplatelets === undefined ||
    baseline === undefined ||
    testedOn === undefined
  ) {
    return { kind: 'refused', findings }
  }
  const checklist = { whyWarfarin, whyNote, antiplatelets, ...baseline, testedOn, confirmed }
  return { kind: 'checklist', checklist }
}

type Baseline = Pick<InitiationChecklist, 'baselineInr' | 'baselineInrOn' | 'haematologyAdvice'>

function readBaseline(fields: TypedFields, today: Day, findings: Findings): Baseline | undefined {
  const parsed = parseInr(typedText(fields, 'baselineInr'), LABORATORY_RANGE)
  if (parsed.kind === 'refused') {
    findings.push({ field: 'baselineInr', code: parsed.code, message: parsed.message })
  }
  const baselineInrOn = testDay(fields, 'baselineInrOn', 'baseline INR', today, findings)
  const haematologyAdvice = typedNote(fields, 'haematologyAdvice', LONGEST_NOTE, findings)
  if (parsed.kind === 'refused' || baselineInrOn === undefined) return undefined
  const { inr } = parsed
  const isLow = inr.comparator !== '>' && inr.tenths < BASELINE_INR_BELOW_TENTHS
  if (!isLow) {
    const message =
      'The baseline INR must be below 1.4. Do not start here: find the cause and ask haematology.'
    findings.push({ field: 'baselineInr', code: 'baseline-too-high', message })
  } else if (inr.tenths > HAEMATOLOGY_ABOVE_TENTHS && haematologyAdvice === '') {
    const message =
      'The baseline INR is above 1.2: seek haematology advice (GPnotebook), and write down what was advised.'
    findings.push({ field: 'haematologyAdvice', code: 'required', message })
  }
  return { baselineInr: inr, baselineInrOn, haematologyAdvice }
}

function readTestDays(
  fields: TypedFields,
  today: Day,
  findings: Findings,
): InitiationChecklist['testedOn'] | undefined {
  const on = (test: BaselineTest) =>
    testDay(fields, `${test}On`, BASELINE_TEST_WORDS[test].toLowerCase(), today, findings)
  const [fbc, lft, clotting, creatinine] = [on('fbc'), on('lft'), on('clotting'), on('creatinine')]
  if (!fbc || !lft || !clotting || !creatinine) return undefined
  return { fbc, lft, clotting, creatinine }
}

/** The day of a baseline test: known, not in the future, and recent enough to start on. */
function testDay(
  fields: TypedFields,
  field: string,
  what: string,
  today: Day,
  findings: Findings,
): Day | undefined {
  const before = findings.length
  const on = typedDay(fields, field, findings)
  if (findings.length > before) return undefined
  const fault = faultOfTestDay(on, what, today)
  if (fault === undefined) return on ?? undefined
  findings.push({ field, ...fault })
  return undefined
}

function faultOfTestDay(on: Day | null, what: string, today: Day) {
  if (on === null) return { code: 'required', message: `Enter the day of the ${what}.` }
  if (on > today) {
    return { code: 'in-future', message: `The day of the ${what} is in the future. Check it.` }
  }
  if (on >= addDays(today, -BASELINE_WITHIN_DAYS)) return undefined
  const message = `The ${what} is more than ${BASELINE_WITHIN_DAYS} days old. Test again before starting.`
  return { code: 'too-old', message }
}

function readStatements(
  fields: TypedFields,
  pace: 'slow' | 'fast',
  findings: Findings,
): readonly Statement[] {
  const asked = CHECKLIST_STATEMENTS.filter(
    (statement) => pace === 'slow' || !ONLY_WHEN_SLOW.includes(statement),
  )
  for (const field of asked) {
    if (typedText(fields, field) === 'yes') continue
    const message = `Not confirmed: "${STATEMENTS[field]}". If it is not so, do not start by a protocol: ask haematology.`
    findings.push({ field, code: 'not-confirmed', message })
  }
  return asked
}
