import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { REDESIGN_ABOVE_PERCENT } from '#clinical/alerts/alert-figures.ts'
import { ALERT_REVIEW_OUTCOMES } from '#clinical/alerts/alert-review.ts'
import { ALERT_KIND_WORDS, alertInWords, goneInWords } from '#clinical/alerts/alert-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { OutcomeForm } from '#web/register/outcome-form.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import { type AlertReviewPage, alertReviewPage } from '#workflow/alert-review-page.ts'
import { becauseInWords } from '#workflow/because-words.ts'
import { closeAlertReview } from '#workflow/close-alert-review.ts'
import { ALERTS, alertReviewHref } from './addresses.ts'

/** GET /reports/alerts/:review - one alert that nearly everybody went past, and what is to be done about it. */
export const alertReview: PageHandler = (request) =>
  reply(request, { values: {}, findings: [] }, 200)

/** POST /reports/alerts/:review */
export const alertReviewPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const reviewId = params['review'] ?? ''
  const values = fieldsOf(form)
  const outcome = await closeAlertReview.run(house, caller, key, { ...values, reviewId })
  if (outcome.kind === 'done') return { kind: 'redirect', to: alertReviewHref(reviewId) }
  if (outcome.status === 403) return refusalPage(outcome)
  return reply(request, { values, findings: outcome.findings }, outcome.status)
}

async function reply(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await alertReviewPage(house, caller, { id: params['review'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    status,
    title: 'Alert for the safety officer',
    place: 'reports',
    errors: form.findings,
    main: (
      <>
        <BackLink href={ALERTS}>Alerts</BackLink>
        <h1>{alertInWords(shown.review)}</h1>
        <p>
          More than {REDESIGN_ABOVE_PERCENT} % of the answers went past this alert. One that nobody
          heeds hides the ones that matter.
        </p>
        <Facts shown={shown} />
        {shown.review.state === 'open' && <Close shown={shown} form={form} request={request} />}
      </>
    ),
  }
}

type Props = { readonly shown: AlertReviewPage }

function Facts({ shown: { review, officerName, because } }: Props) {
  const { state, fromOn, untilOn, asked, gonePast, actedOn, escalatedAt } = review
  return (
    <SummaryList
      rows={[
        { key: 'What it does', value: ALERT_KIND_WORDS[review.kind] },
        { key: 'Days', value: `${clinicalDate(day(fromOn))} to ${clinicalDate(day(untilOn))}` },
        { key: 'Figures', value: capitalised(goneInWords(review)) },
        ...(because.length === 0
          ? []
          : [
              { key: 'Gone past because', value: <Reasons code={review.code} because={because} /> },
            ]),
        { key: 'Acted on', value: `${actedOn}` },
        { key: 'Not known', value: `${asked - gonePast - actedOn}` },
        {
          key: 'Whose it is',
          value: officerName ?? 'The clinical lead: no safety officer is named',
        },
        ...(state === 'open'
          ? [
              {
                key: 'Due',
                value: `${clinicalDate(day(review.dueOn))}${escalatedAt === null ? '' : ', escalated'}`,
              },
            ]
          : decided(review)),
      ]}
    />
  )
}

type ReasonsProps = Pick<AlertReviewPage, 'because'> & { readonly code: string }

const Reasons = ({ code, because }: ReasonsProps) => (
  <ul className="nhsuk-list">
    {because.map(({ reason, count }) => (
      <li key={reason}>
        {becauseInWords(code, reason)}: {count}
      </li>
    ))}
  </ul>
)

const OUTCOMES: Readonly<Record<string, string>> = ALERT_REVIEW_OUTCOMES

const decided = ({ outcome, note, closedByName, closedAt }: AlertReviewPage['review']) => [
  { key: 'Decided', value: OUTCOMES[outcome ?? ''] ?? outcome ?? '' },
  { key: 'Why', value: note ?? '' },
  {
    key: 'By',
    value: `${closedByName ?? 'not known'}${closedAt === null ? '' : `, ${clinicalInstant(closedAt)}`}`,
  },
]

type CloseProps = Props & { readonly form: TypedForm; readonly request: PageRequest }

function Close({ shown: { review, mayClose, officerName }, form, request }: CloseProps) {
  if (!mayClose) {
    return (
      <InsetText>
        <p>
          {officerName ?? 'A clinical lead'} decides this, as the clinical safety officer of this
          site. Tell that person what you know of it.
        </p>
      </InsetText>
    )
  }
  return (
    <OutcomeForm
      action={alertReviewHref(review.id)}
      form={form}
      request={request}
      legend="What is to be done about it"
      words={ALERT_REVIEW_OUTCOMES}
      note={{
        label: 'Why, in words',
        hint: 'What was looked at, and who changes what. No names of patients.',
      }}
      button="Close with this"
    >
      <input type="hidden" name="version" value={review.version} />
    </OutcomeForm>
  )
}
