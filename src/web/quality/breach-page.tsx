import { BREACH_DECISIONS, BREACH_STEPS } from '#assurance/action-plan.ts'
import { clinicalDate } from '#base/day.ts'
import { commissionerPage } from '#web/commissioner/commissioner-page.tsx'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { ChoiceField, NOT_SENT, NoteField, type TypedForm } from '#web/register/typed-form.tsx'
import { type CommissionerQuality, commissionerQuality } from '#workflow/commissioner-quality.ts'
import { stepBreach } from '#workflow/decide-breach.ts'
import { notHere } from '#workflow/outcome.ts'
import { breachHref, QUALITY } from './addresses.ts'
import { StandingTag, WhatFollowed } from './quality-words.tsx'

type Breach = CommissionerQuality['decided'][number]

/** GET /commissioner/quality/breaches/:breach: what was decided, and what has followed. */
export const breachPage: PageHandler = (request) => shown(request, NOT_SENT, 200)

/** POST: what is decided next. */
export const breachPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const breachId = params['breach'] ?? ''
  const values = { ...fieldsOf(form), breachId }
  const outcome = await stepBreach.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: breachHref(breachId) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const quality = await commissionerQuality(house, caller, {})
  if (quality.kind === 'refused') return refusalPage(quality)
  const breach = quality.decided.find(({ id }) => id === params['breach'])
  if (breach === undefined) return refusalPage(notHere('breach'))
  const ended = [undefined, 'closed', 'general-condition-9'].includes(breach.standing)
  return commissionerPage(
    {
      title: `${breach.providerName}: ${breach.requirementName}`,
      place: 'quality',
      back: { href: QUALITY, text: 'Quality' },
      errors: form.findings,
      status,
    },
    <>
      <SummaryList
        rows={[
          { key: 'Stands', value: <StandingTag standing={breach.standing} /> },
          { key: 'Decided', value: BREACH_DECISIONS[breach.decision] },
          { key: 'Reason', value: `${breach.reason} (${breach.byName})` },
          {
            key: 'Late',
            value: `${breach.figures.late.length}; in time ${breach.figures.met} of ${breach.figures.occasions} when it was decided`,
          },
          ...(breach.planDueOn === null
            ? []
            : [{ key: 'Action plan due', value: clinicalDate(breach.planDueOn) }]),
        ]}
      />
      <WhatFollowed of={breach} />
      {!ended && quality.mayDecide && <StepForm breach={breach} request={request} form={form} />}
    </>,
  )
}

function StepForm({
  breach,
  request: { csrf, key },
  form,
}: {
  readonly breach: Breach
  readonly request: PageRequest
  readonly form: TypedForm
}) {
  return (
    <PostForm action={breachHref(breach.id)} csrf={csrf} requestKey={key} className="evk-narrow">
      <input type="hidden" name="nth" value={`${breach.steps.length}`} />
      <ChoiceField
        form={form}
        name="decided"
        legend={{ text: 'What is decided', size: 's' }}
        words={BREACH_STEPS}
      />
      <NoteField form={form} name="reason" label="Reason" />
      <Button>Decide</Button>
    </PostForm>
  )
}
