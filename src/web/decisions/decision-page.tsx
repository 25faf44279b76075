import { clinicalDate } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { ruleInWords } from '#clinical/warfarin/rule-set-form.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { AlarmActions } from '#web/patient/alarm.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { Reasons } from '#web/patient/why.tsx'
import { proposalHref } from '#web/rules/addresses.ts'
import { type DecisionPage, decisionPage } from '#workflow/decision-page.ts'
import { DECISIONS } from './addresses.ts'
import { Decided } from './decided.tsx'
import { ForecastBeside } from './forecast-beside.tsx'
import { inputRows } from './input-rows.ts'
import { madeByWords } from './made-by-words.ts'

/** GET /decisions/:id - one suggestion that was ever saved: why it was made, what was decided, what followed. */
export const decision: PageHandler = async ({ house, caller, params }) => {
  const page = await decisionPage(house, caller, { id: params['id'] ?? '' })
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, today, suggestion } = page
  const { inputs } = suggestion
  return {
    kind: 'page',
    title: 'Decision',
    place: 'none',
    banner: bannerOf(patient, today, `/patients/${patient.id}`),
    main: (
      <>
        <BackLink href={DECISIONS}>Decisions</BackLink>
        <h1>
          Decision on INR {formatInr(inputs.inr)} of {clinicalDate(inputs.sampledOn)}
        </h1>
        <Decided page={page} />
        <h2>Why it was suggested</h2>
        <WhySuggested page={page} />
        <h2>What else went in</h2>
        <SummaryList rows={inputRows(inputs)} />
        {page.forecast !== null && <ForecastBeside forecast={page.forecast} />}
        <Rules page={page} />
      </>
    ),
  }
}

type Props = { readonly page: DecisionPage }

function WhySuggested({ page: { suggestion } }: Props) {
  const { advice, inputs } = suggestion
  if (advice.kind === 'alarm')
    return <AlarmActions inputs={inputs} advice={advice} siteTexts={[]} />
  return (
    <>
      <Reasons suggestion={suggestion} advice={advice} />
      {advice.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  )
}

const REPLAY = {
  same: { colour: 'green', text: 'The same answer now' },
  differs: { colour: 'red', text: 'Another answer now: tell your administrator' },
  'cannot-be-asked': { colour: 'red', text: 'The rule set is lost: tell your administrator' },
} as const

function Rules({ page: { rules, replay, suggestion } }: Props) {
  const { body, proposal, hash } = rules
  const { colour, text } = REPLAY[replay]
  const approved =
    proposal === null ? (
      'as shipped'
    ) : (
      <a href={proposalHref(proposal.id)}>Proposal {proposal.number}</a>
    )
  return (
    <>
      <h2>By which rules</h2>
      <SummaryList
        rows={[
          { key: 'Rule set', value: <code className="evk-hash">{hash}</code> },
          ...(body === null
            ? []
            : [{ key: 'Number of its text', value: ruleInWords(body, 'version') }]),
          { key: 'Approved as', value: approved },
          { key: 'Made by', value: madeByWords(suggestion.madeBy ?? null) },
          { key: 'Asked again', value: <Tag colour={colour}>{text}</Tag> },
        ]}
      />
    </>
  )
}
