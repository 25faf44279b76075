import { clinicalInstant, londonClock } from '#base/day.ts'
import { LOOK_OUTCOMES } from '#register/emergency-reasons.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { OutcomeForm } from '#web/register/outcome-form.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import {
  type EmergencyLook,
  type EmergencyLookPage,
  emergencyLookPage,
  reviewEmergencyLook,
} from '#workflow/review-emergency-look.ts'
import { EMERGENCY_LOOKS, emergencyLookHref } from './addresses.ts'
import { outcomeInWords, reasonInWords, whoInWords, whomInWords } from './looks-page.tsx'

/** GET /service/emergency-looks/:look - one look: who, from where, why, what was shown, and the review. */
export const emergencyLook: PageHandler = (request) => reply(request, NOT_SENT, 200)

/** POST /service/emergency-looks/:look */
export const emergencyLookPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = fieldsOf(form)
  const typed = { ...values, lookId: params['look'] ?? '' }
  const outcome = await reviewEmergencyLook.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: EMERGENCY_LOOKS }
  if (outcome.status !== 422) return refusalPage(outcome)
  return reply(request, { values, findings: outcome.findings }, outcome.status)
}

async function reply(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await emergencyLookPage(house, caller, { id: params['look'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { look } = shown
  const title = `Look in an emergency, ${clinicalInstant(look.openedAt)}`
  return {
    kind: 'page',
    status,
    title,
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={EMERGENCY_LOOKS}>Looks in an emergency</BackLink>
        <h1 className="nhsuk-heading-l">{title}</h1>
        <SummaryList rows={factsOf(look)} />
        {look.reviewedAt === null && <Review shown={shown} form={form} request={request} />}
      </>
    ),
  }
}

function factsOf(look: EmergencyLook) {
  const { words, otherName, otherTelephone, openedAt, untilAt, ofTheDay, side } = look
  return [
    { key: 'Who looked', value: whoInWords(look) },
    { key: 'Whose record', value: whomInWords(look) },
    { key: 'Why', value: reasonInWords(look) },
    { key: 'In their words', value: words },
    { key: 'Open', value: `${clinicalInstant(openedAt)} to ${londonClock(untilAt)}` },
    ...(ofTheDay > 1 ? [{ key: 'That day', value: `Look number ${ofTheDay} of this person` }] : []),
    ...(side === 'is-looked-at' ? [{ key: 'What was shown', value: seenInWords(look) }] : []),
    { key: 'To ask there', value: `${otherName}, ${otherTelephone}` },
    { key: 'Reviewed', value: outcomeInWords(look) },
    ...reviewOf(look),
  ]
}

const reviewOf = ({ note, reviewedByName, reviewedAt }: EmergencyLook) =>
  reviewedAt === null
    ? []
    : [
        { key: 'How that is known', value: note ?? '' },
        { key: 'By', value: `${reviewedByName}, ${clinicalInstant(reviewedAt)}` },
      ]

/** How often it was shown, and what the last time held. */
function seenInWords({ seen }: EmergencyLook): string {
  const last = seen.at(-1)
  if (last === undefined) return 'Nothing: the summary was not opened'
  const { results = 0, doses = 0, courses = 0, alerts = 0 } = last.seen
  const times = seen.map(({ at }) => londonClock(at)).join(', ')
  return `At ${times}: name, date of birth, NHS number, allergies and history, courses of treatment (${courses}), last INRs (${results}), last doses (${doses}), what is open (${alerts}), your telephone number`
}

type ReviewProps = {
  readonly shown: EmergencyLookPage
  readonly form: TypedForm
  readonly request: PageRequest
}

function Review({ shown: { look, isAnothers }, form, request }: ReviewProps) {
  if (!isAnothers) {
    return (
      <InsetText>
        <p>You looked yourself. Another clinical lead reviews it.</p>
      </InsetText>
    )
  }
  return (
    <OutcomeForm
      action={emergencyLookHref(look.id)}
      form={form}
      request={request}
      legend="Was it justified?"
      words={LOOK_OUTCOMES}
      note={{
        label: 'How you know, in words',
        hint: 'Whom you asked, and what was done. No names of patients.',
      }}
      button="Save the review"
    />
  )
}
