import { clinicalInstant, londonClock } from '#base/day.ts'
import { doacTaskHref } from '#web/doac/addresses.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply, PageRequest } from '#web/page.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { doseHref } from '#web/patient-contacts/addresses.ts'
import { stoppedHref } from '#web/stopped/addresses.ts'
import { DECIDED_KINDS } from '#workflow/course-ends.ts'
import type { Finding } from '#workflow/outcome.ts'
import { type SecondStepAsked, secondStepAsked } from '#workflow/second-step-asked.ts'
import { type TaskPage, taskPage } from '#workflow/task-page.ts'
import { bannerOf } from './banner.tsx'
import { asksWho } from './password-again.tsx'
import { TaskDecision } from './task-decision.tsx'
import { TaskFacts } from './task-facts.tsx'
import { AnswerBack } from './task-forms.tsx'
import { TaskLeads } from './task-leads.tsx'
import { typedForWeek } from './week-choices.tsx'

/** GET /tasks/:taskId - the facts, the published action, and what the authorised person decides. */
export const task: PageHandler = (request) => taskReply(request, [], 200)

/** Tasks that are decided on the page of the treatment plan. */
const OF_THE_PLAN: readonly string[] = [
  'medicine-change',
  'bridging',
  'target-doubt',
  ...DECIDED_KINDS,
]

/** The task again, after a refusal with all that was typed. */
export async function taskReply(
  request: PageRequest,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await taskPage(house, caller, { taskId: params['taskId'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  if (page.task.kind === 'non-attendance') {
    return { kind: 'redirect', to: `/patients/${page.patient.id}/non-attendance` }
  }
  if (OF_THE_PLAN.includes(page.task.kind)) {
    return { kind: 'redirect', to: `/patients/${page.patient.id}/plan` }
  }
  if (page.task.kind === 'target-check') {
    return {
      kind: 'redirect',
      to: `/patients/${page.patient.id}/plan/${page.task.episodeId}/target`,
    }
  }
  if (page.task.kind === 'text-not-answered' || page.task.kind === 'dose-not-told') {
    const { decisionId } = page.task.details as { readonly decisionId: string }
    return { kind: 'redirect', to: doseHref(decisionId) }
  }
  if (page.task.kind === 'stop-notice') {
    return { kind: 'redirect', to: stoppedHref(page.patient.id, page.task.episodeId) }
  }
  if (page.task.kind === 'doac-review') {
    return { kind: 'redirect', to: doacTaskHref(page.task.id) }
  }
  const asked = await askedAgain(request, findings)
  return {
    kind: 'page',
    status,
    title: 'Task',
    place: 'worklists',
    banner: bannerOf(page.patient, page.today, `/patients/${page.patient.id}`),
    errors: findings.filter(({ code }) => !code.startsWith('confirm:')),
    main: <Task page={page} request={request} findings={findings} asked={asked} />,
  }
}

/** The task again with a week of the list filled in as a dose of the person's own; nothing is saved by it. */
export async function taskWithWeek(request: PageRequest, chosen: string): Promise<PageReply> {
  const taskId = request.params['taskId'] ?? ''
  const page = await taskPage(request.house, request.caller, { taskId })
  if (page.kind === 'refused') return refusalPage(page)
  const set = page.details?.suggestion.inputs.tabletSet
  const filled = Object.entries((set && typedForWeek(chosen, set)) ?? {})
  const form = new Map([
    ...request.form,
    ...filled.map(([name, text]): [string, string[]] => [name, [text]]),
  ])
  return taskReply({ ...request, form }, [], 200)
}

export type TaskProps = {
  readonly page: TaskPage
  readonly request: PageRequest
  readonly findings: readonly Finding[]
  readonly asked: SecondStepAsked | undefined
}

/** What whoever is asked once more who they are can show. */
const askedAgain = async (
  { house, caller, form, passkeySite }: PageRequest,
  findings: readonly Finding[],
): Promise<SecondStepAsked | undefined> =>
  asksWho(findings) || form.has('password')
    ? await secondStepAsked(house, caller, passkeySite)
    : undefined

function Task(props: TaskProps) {
  const { page } = props
  const { task: shown } = page
  return (
    <>
      <h1>{shown.title}</h1>
      <p className="evk-line">
        <StateTag page={page} />
        <span>
          opened by {shown.openedByName}, {clinicalInstant(shown.openedAt)}
        </span>
        <span>due {clinicalInstant(shown.dueAt)}</span>
        {shown.escalatedAt !== null && (
          <Tag colour="red">Escalated {londonClock(shown.escalatedAt)}</Tag>
        )}
      </p>
      <div className="evk-patient">
        <TaskFacts page={page} />
        <div>
          {shown.state !== 'closed' && <TaskLeads {...props} />}
          {page.may.decide && <TaskDecision {...props} />}
          {page.may.answerBack && <AnswerBack {...props} />}
          {shown.state !== 'closed' && !page.may.decide && !page.may.answerBack && <NotYours />}
        </div>
      </div>
    </>
  )
}

/** Whoever saved it is not rid of it before somebody who may decide knows. */
const NotYours = () => (
  <InsetText>
    <p>
      An authorised person must decide this, and has it on the worklist with its clock. Tell one of
      them now; do not give the patient a dose.
    </p>
  </InsetText>
)

function StateTag({ page: { task: shown } }: Pick<TaskProps, 'page'>) {
  switch (shown.state) {
    case 'open':
      return <Tag colour="orange">Nobody has taken it</Tag>
    case 'taken':
      return <Tag colour="blue">Taken by {shown.takenByName}</Tag>
    case 'closed':
      return <Tag colour="grey">Closed: {shown.closingCode?.replaceAll('-', ' ')}</Tag>
  }
}
