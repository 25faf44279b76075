import { BREACH_DECISIONS } from '#assurance/action-plan.ts'
import { commissionerPage } from '#web/commissioner/commissioner-page.tsx'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { ChoiceField, NOT_SENT, NoteField, type TypedForm } from '#web/register/typed-form.tsx'
import { commissionerQuality } from '#workflow/commissioner-quality.ts'
import { decideBreach } from '#workflow/decide-breach.ts'
import { notHere } from '#workflow/outcome.ts'
import { decideHref, QUALITY } from './addresses.ts'
import { FiguresTable } from './quality-words.tsx'

/** GET /commissioner/quality/decide/:contract/:requirement */
export const decidePage: PageHandler = (request) => shown(request, NOT_SENT, 200)

/** POST: the provider is notified, or not, with the reason. */
export const decidePosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { contract = '', requirement = '' } = params
  const values = { ...fieldsOf(form), contractId: contract, requirementId: requirement }
  const outcome = await decideBreach.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: QUALITY }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params, csrf, key } = request
  const quality = await commissionerQuality(house, caller, {})
  if (quality.kind === 'refused') return refusalPage(quality)
  const found = quality.toDecide.find(
    ({ contract, figure }) =>
      contract.contractId === params['contract'] && figure.requirement.id === params['requirement'],
  )
  if (found === undefined) return refusalPage(notHere('breach'))
  const { contract, figure, undecided } = found
  return commissionerPage(
    {
      title: `${contract.providerName}: a requirement is not met`,
      place: 'quality',
      back: { href: QUALITY, text: 'Quality' },
      errors: form.findings,
      status,
    },
    <>
      <FiguresTable caption="How it stands" figures={[figure]} />
      <p className="nhsuk-u-reading-width">
        {undecided.length} late since the last decision. What follows by the specification:{' '}
        {figure.requirement.consequence}. The reason stands in the list of all decisions, and the
        provider reads it.
      </p>
      {quality.mayDecide && (
        <PostForm
          action={decideHref(contract.contractId, figure.requirement.id)}
          csrf={csrf}
          requestKey={key}
          className="evk-narrow"
        >
          <input type="hidden" name="seen" value={undecided.join(' ')} />
          <ChoiceField
            form={form}
            name="decision"
            legend={{ text: 'Decision', size: 's' }}
            words={BREACH_DECISIONS}
          />
          <NoteField form={form} name="reason" label="Reason" />
          <Button>Decide</Button>
        </PostForm>
      )}
    </>,
  )
}
