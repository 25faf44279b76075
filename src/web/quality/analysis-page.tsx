import { ANALYSIS_QUESTIONS, QUESTION_NAMES } from '#assurance/analysis-form.ts'
import { analysisNumber } from '#assurance/analysis-number.ts'
import { eventInWords, RELATED_WORDS } from '#assurance/event-kinds.ts'
import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { monthOf } from '#contract/calendar-month.ts'
import { commissionerPage } from '#web/commissioner/commissioner-page.tsx'
import { monthInWords } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { NOT_SENT, NoteField, type TypedForm } from '#web/register/typed-form.tsx'
import { type CommissionerQuality, commissionerQuality } from '#workflow/commissioner-quality.ts'
import { commentAnalysis } from '#workflow/decide-breach.ts'
import { notHere } from '#workflow/outcome.ts'
import { analysisHref, QUALITY } from './addresses.ts'
import { Said } from './quality-words.tsx'

/** GET /commissioner/quality/analyses/:event: an analysis as it was submitted, and what was said of it. */
export const analysisPage: PageHandler = (request) => shown(request, NOT_SENT, 200)

/** POST: a comment to the provider. */
export const analysisCommented: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const eventId = params['event'] ?? ''
  const values = { ...fieldsOf(form), eventId }
  const outcome = await commentAnalysis.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: analysisHref(eventId) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params, csrf, key } = request
  const quality = await commissionerQuality(house, caller, {})
  if (quality.kind === 'refused') return refusalPage(quality)
  const analysis = quality.analyses.find(({ eventId }) => eventId === params['event'])
  if (analysis === undefined) return refusalPage(notHere('analysis'))
  const said = quality.comments.filter(({ eventId }) => eventId === analysis.eventId)
  return commissionerPage(
    {
      title: `${analysisNumber(analysis.yearFrom, analysis.nth)}, ${analysis.providerName}`,
      place: 'quality',
      back: { href: QUALITY, text: 'Quality' },
      errors: form.findings,
      status,
    },
    <>
      <Analysis analysis={analysis} />
      {said.length > 0 && <Said caption="What was said to the provider" said={said} />}
      <PostForm
        action={analysisHref(analysis.eventId)}
        csrf={csrf}
        requestKey={key}
        className="evk-narrow"
      >
        <NoteField
          form={form}
          name="says"
          label="Comment to the provider"
          hint="The provider reads it beside its analysis. It is not changed afterwards."
        />
        <Button>Send comment</Button>
      </PostForm>
    </>,
  )
}

function Analysis({ analysis }: { readonly analysis: CommissionerQuality['analyses'][number] }) {
  const { kind, severity, related, monthOn, awareOn, dueOn, answers } = analysis
  return (
    <SummaryList
      rows={[
        {
          key: 'What',
          value: `${eventInWords(kind, severity)}${analysis.isWithdrawn ? '; the provider has taken it back as entered in error' : ''}`,
        },
        { key: 'Happened in', value: monthInWords(monthOf(monthOn)) },
        { key: 'Caused by anticoagulation', value: RELATED_WORDS[related] },
        {
          key: 'Known to the provider since',
          value: `${clinicalDate(awareOn)}; due ${clinicalDate(dueOn)}`,
        },
        ...QUESTION_NAMES.map((name) => ({
          key: ANALYSIS_QUESTIONS[name].asks,
          value: <span className="evk-as-typed">{answers[name]}</span>,
        })),
        {
          key: 'Submitted',
          value: `${clinicalInstant(analysis.submittedAt)} by ${analysis.submittedName}`,
        },
        { key: 'Fingerprint', value: <code className="evk-hash">{analysis.hash}</code> },
      ]}
    />
  )
}
