import { permission } from '#access/policy.ts'
import { type Day, day } from '#base/day.ts'
import { parseDose } from '#clinical/dose.ts'
import { testAfterRestartFaults } from '#clinical/procedure/step-rules.ts'
import { weekForMean } from '#clinical/week-plan.ts'
import { RESTART_KNOWN_WORDS } from '#register/procedure-words.ts'
import { type Findings, requiredChoice, typedDay, typedNote } from '#register/typed-fields.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'
import { moveOn, type OpenProcedure, openProcedure, PROCEDURE_FIELDS } from './procedure-case.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...PROCEDURE_FIELDS,
  ...dayBoxes('restartedOn'),
  ...dayBoxes('nextTestOn'),
  'takes',
  'takesDose',
  'knownBy',
  'restartNote',
] as const
type Fields = TextFields<(typeof FIELDS)[number]>

const LONGEST_NOTE = 500

/** Records that treatment is taken again, since when and how that is known; with it the plan is closed. */
export const recordRestart = act<Fields, Done>({
  name: 'follow-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const wrongText = freeTextFindings({ note: fields.restartNote }, open.patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const read = readRestarted(desk, open, fields)
    if (read.kind === 'refused') return read
    const { on, knownBy, note, restartUg, nextTestOn } = read

    const details = { knownBy, note, ...(nextTestOn !== null && { nextTestOn }) }
    const happened = { what: 'restarted', on, details } as const
    const trouble = await moveOn(desk, open, { kind: 'restarted', on }, happened, { restartUg })
    if (trouble !== undefined) return trouble
    if (nextTestOn !== null) await setTestDays(desk.tx, { episodeId: open.episode.id, nextTestOn })
    const noted = { did: 'restarted', on }
    return { kind: 'done', patientId: open.patient.id, subject: open.plan.id, noted }
  },
})

type Restarted = {
  readonly kind: 'restarted'
  readonly on: Day
  readonly knownBy: string
  readonly note: string
  readonly restartUg: number | null
  readonly nextTestOn: Day | null
}

function readRestarted(desk: Desk, open: OpenProcedure, fields: Fields): Restarted | Refused {
  const findings: Findings = []
  const on = typedDay(fields, 'restartedOn', findings)
  if (on === null && findings.length === 0) {
    const message = 'Enter the day of the first dose.'
    findings.push({ field: 'restartedOn', code: 'required', message })
  }
  const message = 'Choose how it is known that treatment is taken again.'
  const knownBy = requiredChoice(RESTART_KNOWN_WORDS, fields, 'knownBy', message, findings)
  const note = typedNote({ restartNote: fields.restartNote }, 'restartNote', LONGEST_NOTE, findings)
  const restartUg = doseTaken(desk, open, fields, findings)
  const nextTestOn = on === null ? null : testTyped(desk, open, fields, on, findings)
  if (findings.length > 0 || on === null || knownBy === undefined) return refused(422, ...findings)
  return { kind: 'restarted', on, knownBy, note, restartUg, nextTestOn }
}

/** Warfarin goes on at the dose of the plan; another one is for those who plan. */
function doseTaken(
  { actor, today }: Desk,
  { plan, episode }: OpenProcedure,
  fields: Fields,
  findings: Findings,
): number | null {
  if (plan.restartUg === null) return null
  if (fields.takes === 'as-planned') return plan.restartUg
  if (fields.takes !== 'other') {
    const message = 'Say whether the dose of the plan is taken.'
    findings.push({ field: 'takes', code: 'required', message })
    return null
  }
  const may = permission('plan-procedure', actor, today)
  if (may.kind === 'refused') {
    findings.push({ field: 'takes', code: `not-permitted-${may.because}`, message: may.message })
    return null
  }
  const dose = parseDose(fields.takesDose)
  const { tabletSet } = episode.plan
  if (dose.kind === 'refused') {
    findings.push({ field: 'takesDose', code: dose.code, message: dose.message })
    return null
  }
  const isMade = tabletSet !== null && weekForMean(dose.ug, tabletSet) !== undefined
  if (dose.ug > 0 && isMade) return dose.ug
  const message = 'The tablets of this plan cannot make this dose. Enter another one.'
  findings.push({ field: 'takesDose', code: 'cannot-be-made', message })
  return null
}

/** Warfarin that was stopped is tested again within a week; any other treatment has its next test already. */
function testTyped(
  { today }: Desk,
  { plan }: OpenProcedure,
  fields: Fields,
  restartedOn: Day,
  findings: Findings,
): Day | null {
  if (plan.restartUg === null) return null
  const before = findings.length
  const on = typedDay(fields, 'nextTestOn', findings)
  if (findings.length > before) return null
  if (on === null) {
    const message = 'Enter the day of the first INR after the restart.'
    findings.push({ field: 'nextTestOn', code: 'required', message })
    return null
  }
  const faults = testAfterRestartFaults(on, day(restartedOn), today)
  findings.push(...faults.map(({ code, message }) => ({ field: 'nextTestOn', code, message })))
  return on
}
