import { type Answers, QUESTION_NAMES, readAnswers, unanswered } from '#assurance/analysis-form.ts'
import { analysisNumber, contractYearFrom } from '#assurance/analysis-number.ts'
import { analysisDueOn } from '#assurance/event-clock.ts'
import { identityIn, WHAT } from '#assurance/identity-in-text.ts'
import { firstDay, monthOf } from '#contract/calendar-month.ts'
import type { Findings } from '#register/typed-fields.ts'
import { addAnalysis, nextAnalysisNumber } from '#store/event-analyses.ts'
import { addDraftOf, type FoundEvent, findEvent } from '#store/events.ts'
import { lockRegister } from '#store/lock-register.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import {
  changedMeanwhile,
  type Finding,
  notHere,
  type Parsed,
  type Refused,
  refused,
} from './outcome.ts'
import { hashOf } from './suggestion-token.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['eventId', 'version', ...QUESTION_NAMES] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

const parse = (input: unknown): Parsed<Fields> => readTextFields(input, FIELDS)

/** Keeps what is written of an analysis so far, for everybody who may write it; nothing has to be whole. */
export const keepAnalysis = act<Fields, Done>({
  name: 'analyse-event',
  parse,
  perform: async (desk, fields) => {
    const asked = await readAnalysis(desk, fields)
    if (asked.kind === 'refused') return asked
    const { event, answers, version, findings } = asked
    if (findings.length > 0) return refused(422, ...findings)
    const written = { by: desk.actor.accountId, at: new Date(desk.now).toISOString() }
    const isKept = await addDraftOf(desk.tx, event.id, version, answers, written)
    if (!isKept) return changedMeanwhile('this analysis')
    return { kind: 'done', patientId: event.patientId, subject: event.id, noted: { version } }
  },
})

/** An analysis that was submitted, by its number. */
type Submitted = Done & { readonly number: string }

/**
 * Submits an analysis to the commissioner: whole, numbered, with its hash, never changed afterwards (S28). It says nothing of who it was:
 * where a text holds a name, a number or a date of birth it is refused with the words that were found (H36).
 */
export const submitAnalysis = act<Fields, Submitted>({
  name: 'submit-analysis',
  parse,
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const asked = await readAnalysis(desk, fields)
    if (asked.kind === 'refused') return asked
    const { event, patient, answers } = asked
    const findings = [...asked.findings, ...unanswered(answers), ...saysWho(answers, patient)]
    if (findings.length > 0) return refused(422, ...findings)
    return save(desk, event, answers)
  },
})

type Asked = {
  readonly kind: 'asked'
  readonly event: FoundEvent
  readonly patient: FoundPatient
  readonly answers: Answers
  readonly version: number
  readonly findings: Findings
}

/** What is written, for an event that waits for its analysis; nobody writes over what somebody else has written since. */
async function readAnalysis({ tx }: Desk, fields: Fields): Promise<Asked | Refused> {
  const event = await findEvent(tx, idTyped(fields.eventId))
  const patient = event && (await findPatient(tx, event.patientId))
  if (event === undefined || patient === undefined) return notHere('event')
  if (event.withdrawnReason !== null) return WITHDRAWN
  if (event.submittedAt !== null) return SUBMITTED
  if (fields.version !== `${event.draftVersion}`) return changedMeanwhile('this analysis')
  const findings: Findings = []
  const answers = readAnswers(fields, findings)
  return { kind: 'asked', event, patient, answers, findings, version: event.draftVersion + 1 }
}

function saysWho(answers: Answers, { details }: FoundPatient): readonly Finding[] {
  const person = {
    familyName: details.familyName,
    givenName: details.givenName,
    dateOfBirth: details.dateOfBirth,
    nhsNumber: details.nhs.kind === 'number' ? details.nhs.number : null,
    postcode: details.postcode,
    telephones: [details.telephone, details.mobile],
  }
  return QUESTION_NAMES.flatMap((field) => {
    const found = identityIn(answers[field], person)
    if (found.length === 0) return []
    const words = [...new Set(found.map(({ what, words }) => `"${words}" (${WHAT[what]})`))]
    const message = `The commissioner must not learn who this is. Take out or write otherwise: ${words.join(', ')}.`
    return [{ field, code: 'says-who', message }]
  })
}

async function save(desk: Desk, event: FoundEvent, answers: Answers): Promise<Submitted | Refused> {
  const { tx, actor, today, now } = desk
  const yearFrom = contractYearFrom(today)
  const { kind, severity, related, awareOn } = event
  const content = {
    eventId: event.id,
    yearFrom,
    nth: await nextAnalysisNumber(tx, yearFrom),
    ...{ kind, severity, related, awareOn, answers },
    monthOn: firstDay(monthOf(event.occurredOn)),
    dueOn: analysisDueOn(awareOn),
    submittedBy: actor.accountId,
    submittedName: actor.name,
    submittedRole: actor.role,
    submittedAt: new Date(now).toISOString(),
  }
  const hash = hashOf(content)
  if (!(await addAnalysis(tx, { ...content, hash }))) return SUBMITTED
  const number = analysisNumber(yearFrom, content.nth)
  const noted = { number, hash, late: today > content.dueOn }
  return { kind: 'done', patientId: event.patientId, subject: event.id, number, noted }
}

const SUBMITTED = refused(409, {
  field: '',
  code: 'submitted',
  message: 'This analysis is with the commissioner. What was submitted is not changed.',
})
const WITHDRAWN = refused(409, {
  field: '',
  code: 'withdrawn',
  message: 'This event was taken back as entered in error. It has no analysis.',
})
