import { clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { askTrial } from '#workflow/ask-trial.ts'
import { type FoundTrial, trialsShown } from '#workflow/trials-shown.ts'
import { PROPOSAL_TRIAL, trialFields, USUAL_TRIAL } from '#workflow/typed-trial.ts'
import { trialHref } from './addresses.ts'
import { AskForm } from './ask-form.tsx'
import { askedInWords, tagOf } from './trial-words.ts'

/** GET: what may be asked of invented people, and what was asked before; `like` fills the form in as an earlier trial. */
export const askTrialPage: PageHandler = (request) => shown(request, NOT_SENT, 200)

export const askTrialPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await askTrial.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: trialHref(outcome.trialId) }
  if (outcome.status === 403) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, sent: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, query } = request
  const asked = await trialsShown(house, caller, { proposalId: query.get('proposal') })
  if (asked.kind === 'refused') return refusalPage(asked)
  const { trials, proposal } = asked
  const like = trials.find(({ id }) => id === query.get('like'))
  const usual = query.has('proposal') ? PROPOSAL_TRIAL : USUAL_TRIAL
  const values = sent === NOT_SENT ? trialFields(like?.spec ?? usual) : sent.values
  return {
    kind: 'page',
    status,
    title: 'Virtual clinic',
    place: 'service',
    errors: sent.findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Virtual clinic</h1>
        <p className="nhsuk-u-reading-width">
          What would a protocol, a way of calling people back, or a rule do? Ask it of invented
          people before anybody is dosed by it: by age, sex and weight as people with atrial
          fibrillation are who are looked after in such services, and not as those of this site. The
          same people live the same lives under each way of dosing, so that only the dosing differs.
        </p>
        <InsetText>
          <p>
            Nobody in it exists, and nobody is dosed by it. It compares rules in a model, and says
            nothing of clinical benefit.
          </p>
        </InsetText>
        <Asked trials={trials} />
        <h2>Ask</h2>
        <AskForm request={request} proposal={proposal} values={values} findings={sent.findings} />
      </>
    ),
  }
}

function Asked({ trials }: { readonly trials: readonly FoundTrial[] }) {
  if (trials.length === 0) return null
  return (
    <Table
      caption="Asked before"
      captionSize="s"
      compact
      responsive
      columns={[
        { heading: 'Trial' },
        { heading: 'What was asked' },
        { heading: 'Asked by' },
        { heading: 'Asked' },
        { heading: 'State' },
      ]}
      rows={trials.map((trial) => ({
        key: trial.id,
        cells: [
          <a key="open" href={trialHref(trial.id)}>
            Trial {trial.number}
          </a>,
          askedInWords(trial.spec),
          trial.askedByName,
          clinicalInstant(trial.askedAt),
          <Tag key="state" colour={tagOf(trial).colour}>
            {tagOf(trial).text}
          </Tag>,
        ],
      }))}
    />
  )
}
