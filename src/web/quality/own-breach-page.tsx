import { ACTION_ROWS, BREACH_DECISIONS } from '#assurance/action-plan.ts'
import { clinicalDate } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Fieldset } from '#web/parts/fieldset.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import {
  DayField,
  linkedFindings,
  NOT_SENT,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import {
  type OwnBreach,
  ownQuality,
  submitActionPlan,
  updateActionPlan,
} from '#workflow/action-plans.ts'
import { notHere } from '#workflow/outcome.ts'
import { OWN_QUALITY, ownBreachHref, planUpdateHref } from './addresses.ts'
import { StandingTag, WhatFollowed } from './quality-words.tsx'

/** GET /service/quality/:breach: what was decided, the action plan, how far it is. */
export const ownBreachPage: PageHandler = (request) => shown(request, NOT_SENT, NOT_SENT, 200)

/** POST: an action plan. */
export const planPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const breachId = params['breach'] ?? ''
  const values = { ...fieldsOf(form), breachId }
  const outcome = await submitActionPlan.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: ownBreachHref(breachId) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, NOT_SENT, outcome.status)
}

/** POST .../update: how far it is. */
export const updatePosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const breachId = params['breach'] ?? ''
  const values = { ...fieldsOf(form), breachId }
  const outcome = await updateActionPlan.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: ownBreachHref(breachId) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, NOT_SENT, { values, findings: outcome.findings }, outcome.status)
}

const DAYS = ACTION_ROWS.map((row) => `by-${row}`)

async function shown(
  request: PageRequest,
  plan: TypedForm,
  update: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const quality = await ownQuality(house, caller, {})
  if (quality.kind === 'refused') return refusalPage(quality)
  const breach = quality.breaches.find(({ id }) => id === params['breach'])
  if (breach === undefined) return refusalPage(notHere('breach'))
  const isOpen = ![undefined, 'closed', 'general-condition-9'].includes(breach.standing)
  return {
    kind: 'page',
    status,
    title: 'A requirement was not met',
    place: 'service',
    errors: [...linkedFindings(plan.findings, DAYS), ...update.findings],
    main: (
      <>
        <BackLink href={OWN_QUALITY}>Quality</BackLink>
        <h1 className="nhsuk-heading-l">{breach.requirementName}</h1>
        <Facts breach={breach} />
        <WhatFollowed of={breach} />
        {isOpen && quality.mayWrite && (
          <>
            {breach.plans.length > 0 && (
              <UpdateForm breach={breach} request={request} form={update} />
            )}
            <PlanForm breach={breach} request={request} form={plan} />
          </>
        )}
      </>
    ),
  }
}

type Props = { readonly breach: OwnBreach }

const Facts = ({ breach }: Props) => (
  <SummaryList
    rows={[
      { key: 'Stands', value: <StandingTag standing={breach.standing} /> },
      { key: 'Decided', value: BREACH_DECISIONS[breach.decision] },
      { key: 'Reason', value: `${breach.reason} (${breach.byName}, ${breach.commissionerName})` },
      {
        key: 'Late',
        value: `${breach.figures.late.length}; in time ${breach.figures.met} of ${breach.figures.occasions} when it was decided`,
      },
      ...(breach.planDueOn === null
        ? []
        : [
            {
              key: 'Action plan due',
              value: `${clinicalDate(breach.planDueOn)}, 10 operational days after the notification; otherwise General Condition 9 applies`,
            },
          ]),
    ]}
  />
)

type FormProps = Props & { readonly request: PageRequest; readonly form: TypedForm }

function PlanForm({ breach, request: { csrf, key }, form }: FormProps) {
  return (
    <PostForm action={ownBreachHref(breach.id)} csrf={csrf} requestKey={key} className="evk-narrow">
      <h2 className="nhsuk-heading-m">
        {breach.plans.length === 0 ? 'Action plan' : 'Another version of the plan'}
      </h2>
      <p>
        Each action needs all three: what is done, who leads it, and by when. Leave the rest empty.
      </p>
      <input type="hidden" name="version" value={`${breach.plans.length}`} />
      {ACTION_ROWS.map((row) => (
        <Fieldset key={row} legend={{ text: `Action ${row}`, size: 's' }}>
          <TextField form={form} name={`action-${row}`} label="What is done" />
          <TextField form={form} name={`lead-${row}`} label="Who leads it" width={20} />
          <DayField form={form} name={`by-${row}`} legend="By when" />
        </Fieldset>
      ))}
      <Button>Submit the plan</Button>
    </PostForm>
  )
}

function UpdateForm({ breach, request: { csrf, key }, form }: FormProps) {
  return (
    <PostForm
      action={planUpdateHref(breach.id)}
      csrf={csrf}
      requestKey={key}
      className="evk-narrow"
    >
      <input type="hidden" name="nth" value={`${breach.updates.length}`} />
      <NoteField form={form} name="says" label="How far the plan is" />
      <Button variant="secondary">Tell the commissioner</Button>
    </PostForm>
  )
}
