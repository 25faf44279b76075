import { clinicalDate, type Day, day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { parseDose } from '#clinical/dose.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import { type Findings, requiredChoice, typedDay } from '#register/typed-fields.ts'
import { allStaff, type StaffMember } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import { OMIT_DAYS, readOmitted } from './changed-dose.ts'
import type { Desk } from './desk.ts'
import {
  EARLIER_FIELDS,
  type EarlierCase,
  type EarlierResult,
  readEarlierTyped,
} from './earlier-result-typed.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'
import { ANSWER_FIELDS, readAnswers } from './visit-answers.ts'
import type { VisitCase } from './visit-case.ts'
import { deviceOf } from './visit-method.ts'

/** How the patient was told what stands on the sheet. */
export const TOLD_ON_PAPER = {
  'handed-over': 'Written down and handed over',
  'read-back': 'Read back by the patient or carer',
  telephone: 'By telephone, read back',
  'not-told': 'Not told yet',
} as const

export const PAPER_FIELDS = [
  ...EARLIER_FIELDS.filter((field) => field !== 'fromNote'),
  ...ANSWER_FIELDS,
  'sheet',
  'meter',
  'stripLot',
  'stripExpiry',
  'dailyDose',
  'omitDays',
  ...dayBoxes('nextTestOn'),
  'decidedBy',
  'toldHow',
  'sameAgain',
] as const
export type PaperFields = TextFields<(typeof PAPER_FIELDS)[number]>

/** A sheet as it was typed, once everything on it can be believed. */
export type PaperTyped = {
  readonly kind: 'paper'
  readonly result: EarlierResult & { readonly sample: { readonly on: Day; readonly at: number } }
  readonly answers: PreDoseAnswers
  readonly sheet: string
  readonly dailyUg: number
  readonly omitDays: number
  readonly nextTestOn: Day
  readonly decider: StaffMember
  readonly toldHow: keyof typeof TOLD_ON_PAPER
}

const SHEET = /^[\p{L}\d][\p{L}\d /.-]{0,39}$/u

/** Reads a sheet against the course as it stood then; answers everything that is wrong with it at once. */
export async function readPaper(
  { tx, now }: Pick<Desk, 'tx' | 'now'>,
  fields: PaperFields,
  held: EarlierCase,
  known: VisitCase,
): Promise<PaperTyped | Refused> {
  const sheet = trimAscii(fields.sheet ?? '')
  const result = readMeasured({ now }, { ...fields, fromNote: `paper entry ${sheet}` }, held)
  const on = result.kind === 'refused' ? undefined : result.sample.on
  const answers = readAnswers(fields, known, on ?? LONG_AGO, undefined)
  const told = readTold(fields, on)
  const decider = await deciderNamed(tx, fields.decidedBy)
  const isSheet = SHEET.test(sheet)
  if (
    result.kind === 'refused' ||
    answers.kind === 'refused' ||
    told.kind === 'refused' ||
    decider === undefined ||
    !isSheet
  ) {
    const wrong = [result, answers, told].flatMap((read) =>
      read.kind === 'refused' ? read.findings : [],
    )
    return refused(
      422,
      ...wrong,
      ...(isSheet ? [] : [SHEET_NEEDED]),
      ...(decider === undefined ? [DECIDER_NEEDED] : []),
    )
  }
  const device = deviceOf(fields, result.method, known)
  return {
    ...told,
    kind: 'paper',
    result: { ...result, device },
    answers: answers.answers,
    sheet,
    decider,
  }
}

/** The result with the time of its sample, which a sheet has. */
function readMeasured(
  desk: Pick<Desk, 'now'>,
  fields: Parameters<typeof readEarlierTyped>[1],
  held: EarlierCase,
): PaperTyped['result'] | Refused {
  const read = readEarlierTyped(desk, fields, held)
  if (read.kind === 'refused') return read
  const { on, at: taken } = read.sample
  if (taken === null) return refused(422, at('sampledTime', 'required', TIME))
  return { ...read, sample: { on, at: taken } }
}

type Told = Pick<PaperTyped, 'dailyUg' | 'omitDays' | 'nextTestOn' | 'toldHow'> & {
  readonly kind: 'told'
}

function readTold(
  fields: PaperFields,
  on: Day | undefined,
): Told | { readonly kind: 'refused'; readonly findings: readonly Finding[] } {
  const dose = parseDose(fields.dailyDose)
  const omitDays = readOmitted(fields.omitDays)
  const findings: Findings = []
  const nextTestOn = typedDay(fields, 'nextTestOn', findings)
  findings.push(...testFindings(nextTestOn, on, findings))
  const toldHow = requiredChoice(TOLD_ON_PAPER, fields, 'toldHow', HOW, findings)
  if (dose.kind === 'refused') findings.push(at('dailyDose', dose.code, dose.message))
  if (omitDays === undefined) findings.push(OMIT_DAYS)
  if (
    dose.kind === 'refused' ||
    omitDays === undefined ||
    nextTestOn === null ||
    toldHow === undefined ||
    findings.length > 0
  ) {
    return { kind: 'refused', findings }
  }
  return { kind: 'told', dailyUg: dose.ug, omitDays, nextTestOn, toldHow }
}

/** Where no day could be read, the answers are of none. */
const LONG_AGO = day('1900-01-01')

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })

function testFindings(next: Day | null, on: Day | undefined, found: Findings): readonly Finding[] {
  if (next === null) return found.some(({ field }) => field === 'nextTestOn') ? [] : [TEST_NEEDED]
  if (on === undefined || next > on) return []
  return [at('nextTestOn', 'not-after-sample', `The next test must be after ${clinicalDate(on)}.`)]
}

const deciderNamed = async (tx: Tx, typed: string | undefined): Promise<StaffMember | undefined> =>
  (await allStaff(tx)).find(({ accountId }) => accountId === typed)

const TIME = 'Enter the time of the sample as on the sheet, like 09:40.'
const HOW = 'Choose how the patient was told.'
const SHEET_NEEDED = at('sheet', 'required', 'Enter the number on the sheet, like 2026-11-23-4.')
const TEST_NEEDED = at('nextTestOn', 'required', 'Enter the day of the next test that was told.')
const DECIDER_NEEDED = at('decidedBy', 'required', 'Choose who decided the dose on paper.')
