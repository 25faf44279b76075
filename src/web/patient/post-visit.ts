import { offeredInr } from '#clinical/inr.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import {
  type Form,
  field,
  fieldsOf,
  type PageHandler,
  type PageReply,
  type PageRequest,
} from '#web/page.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import type { Done } from '#workflow/act.ts'
import { changeDose } from '#workflow/change-dose.ts'
import { CHANGE_FIELDS } from '#workflow/changed-dose.ts'
import { newId } from '#workflow/new-id.ts'
import { NEXT_TEST_FIELDS } from '#workflow/next-test-choice.ts'
import type { Finding, Refused } from '#workflow/outcome.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { ANSWER_FIELDS } from '#workflow/question-answers.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordFailedTest } from '#workflow/record-failed-test.ts'
import { referVisit } from '#workflow/refer-visit.ts'
import { type Suggested, suggestDose } from '#workflow/suggest-dose.ts'
import { filledByCode } from '#workflow/visit-method.ts'
import { STEPS, type Step, type Typed, typedAgain } from './conversation-state.ts'
import { patientReply } from './patient.tsx'
import { ASKED_STEP, pressedStep } from './pressed-step.ts'
import { typedForWeek } from './week-choices.tsx'

/** POST /patients/:id/visit - a suggestion, or one of the ways to save the visit. */
export const postVisit: PageHandler = async (request) => {
  const failed = failedTestIn(request.form)
  if (failed !== undefined) return failedTest(request, failed)
  const chosen = field(request.form, 'use')
  if (chosen !== undefined) return visitWithWeek(request, chosen)
  const step = stepOf(request)
  if (step === 'suggest') return suggestion(request)

  const outcome = await save(request, step)
  if (outcome.kind === 'done') return goOn(outcome)
  return shownAgain(request, step, outcome)
}

/** That a test gave no INR: pressed without the answers of a visit, and so without its identity. */
export function failedTestIn(form: Form): 'test-failed' | 'sample-unsuitable' | undefined {
  const recorded = field(form, 'record')
  return recorded === 'test-failed' || recorded === 'sample-unsuitable' ? recorded : undefined
}

function stepOf({ form }: PageRequest): Step {
  const posted = pressedStep(form)
  return STEPS.find((step) => step === posted) ?? 'suggest'
}

/** The fields of one page that belong to another step than the one asked for. */
const OF_STEP_3 = [
  ...NEXT_TEST_FIELDS,
  ...CHANGE_FIELDS,
  'token',
  ...ANSWER_FIELDS,
  'note',
  'secondOpinion',
] as const
type OfStep3 = (typeof OF_STEP_3)[number]

const BELONGS: Record<Step, readonly OfStep3[]> = {
  suggest: [],
  accept: [...NEXT_TEST_FIELDS, 'token', ...ANSWER_FIELDS, 'secondOpinion'],
  change: [...NEXT_TEST_FIELDS, ...CHANGE_FIELDS, 'token', ...ANSWER_FIELDS, 'secondOpinion'],
  refer: [...CHANGE_FIELDS, 'note', 'secondOpinion'],
  alarm: ['note'],
}

/** What the buttons of the page say to the page alone. */
const OF_THE_PAGE: readonly string[] = ['record', 'use', ASKED_STEP]

/** What an act is given: its own fields, and any that nobody knows, for it to refuse. */
function fieldsFor({ form, params }: PageRequest, step: Step): Record<string, string> {
  const foreign: readonly string[] = OF_STEP_3.filter((name) => !BELONGS[step].includes(name))
  const sent = Object.entries(fieldsOf(form)).filter(
    ([name]) => !foreign.includes(name) && !OF_THE_PAGE.includes(name),
  )
  const fields = Object.fromEntries(sent)
  const inr = offeredInr(form.get('record')?.[0])
  return { ...fields, patientId: params['patientId'] ?? '', ...(inr !== undefined && { inr }) }
}

/** Asked as often as the person likes, so each time with a key of its own. */
const askSuggestion = (request: PageRequest): Promise<Suggested | Refused> =>
  suggestDose.run(
    request.house,
    request.caller,
    newId(request.house.clock()),
    fieldsFor(request, 'suggest'),
  )

async function suggestion(request: PageRequest): Promise<PageReply> {
  const outcome = await askSuggestion(request)
  if (outcome.kind === 'done') return show(request, 'suggest', outcome, [], 200)
  return show(request, 'suggest', null, outcome.findings, outcome.status)
}

/** A week of the list is filled in as a dose of the person's own; its reason is theirs, and so is saving it. */
async function visitWithWeek(request: PageRequest, chosen: string): Promise<PageReply> {
  const outcome = await askSuggestion(request)
  if (outcome.kind === 'refused') {
    return show(request, 'suggest', null, outcome.findings, outcome.status)
  }
  const filled = typedForWeek(chosen, outcome.suggestion.inputs.tabletSet)
  return show(request, filled === undefined ? 'suggest' : 'change', outcome, [], 200, filled)
}

type Saved = Done & { readonly decisionId?: string; readonly taskId?: string }

function save(request: PageRequest, step: Exclude<Step, 'suggest'>): Promise<Saved | Refused> {
  const { house, caller, key } = request
  const fields = fieldsFor(request, step)
  switch (step) {
    case 'accept':
      return acceptDose.run(house, caller, key, fields)
    case 'change':
      return changeDose.run(house, caller, key, fields)
    case 'refer':
      return referVisit.run(house, caller, key, fields)
    case 'alarm':
      return raiseAlarm.run(house, caller, key, fields)
  }
}

const goOn = ({ decisionId, taskId }: Saved): PageReply => ({
  kind: 'redirect',
  to: decisionId === undefined ? `/tasks/${taskId}` : `/doses/${decisionId}`,
})

async function failedTest(request: PageRequest, outcome: string): Promise<PageReply> {
  const { house, caller, key, params } = request
  const patientId = params['patientId'] ?? ''
  const done = await recordFailedTest.run(house, caller, key, { patientId, outcome })
  return done.kind === 'done' ? goOn(done) : refusalPage(done)
}

/** The page again with all that was typed; the suggestion is made anew, for the state as it is now. */
async function shownAgain(request: PageRequest, step: Step, refusal: Refused): Promise<PageReply> {
  const again = await askSuggestion(request)
  const suggested = again.kind === 'done' ? again : null
  const findings =
    suggested === null && again.kind === 'refused'
      ? [...refusal.findings, ...again.findings.filter((finding) => !isIn(refusal, finding))]
      : refusal.findings
  return show(request, step, suggested, findings, refusal.status)
}

const isIn = (refusal: Refused, { code, field }: Finding): boolean =>
  refusal.findings.some((finding) => finding.code === code && finding.field === field)

async function show(
  request: PageRequest,
  step: Step,
  suggested: Suggested | null,
  findings: readonly Finding[],
  status: number,
  filled: Typed = {},
): Promise<PageReply> {
  const { house, caller, params, csrf, form } = request
  const page = await patientPage(house, caller, { patientId: params['patientId'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  const scanned = suggested === null ? {} : filledByCode(fieldsOf(form))
  const state = {
    page: { ...page, draft: null },
    typed: { ...typedAgain(form, findings), ...scanned, ...filled },
    findings,
    suggested,
    step,
    csrf,
    key: newId(house.clock()),
  }
  return patientReply(state, status)
}
