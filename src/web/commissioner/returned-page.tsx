import { RETURN_LINES } from '#contract/specification.ts'
import { ReturnVersions } from '#web/contract/return-versions.tsx'
import { monthInWords, PROVIDER_KIND_WORDS } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { type ReturnedMonth, returnedMonth } from '#workflow/board.ts'
import { boardHref } from './addresses.ts'
import { dueInWords, LINE_WORDS, StandingTag } from './board-words.tsx'
import { commissionerPage } from './commissioner-page.tsx'

const LINES = RETURN_LINES.map((id) => ({ id, name: LINE_WORDS[id] }))

/** GET /commissioner/returns/:contract/:month: what a provider returned, version by version, and nobody whom it counts. */
export const returnedPage: PageHandler = async ({ house, caller, params }) => {
  const question = { contractId: params['contract'] ?? '', month: params['month'] ?? '' }
  const shown = await returnedMonth(house, caller, question)
  if (shown.kind === 'refused') return refusalPage(shown)
  const { contract, month, versions } = shown
  return commissionerPage(
    {
      title: `${contract.providerName}: ${monthInWords(month)}`,
      place: 'board',
      back: { href: boardHref(month), text: `Returns of ${monthInWords(month)}` },
    },
    <>
      <Standing shown={shown} />
      {versions.length === 0 ? (
        <InsetText>
          <p>
            Nothing was submitted for this month. That is not the same as a return with noughts:
            what was done there is not known here.
          </p>
        </InsetText>
      ) : (
        <ReturnVersions versions={versions} lines={LINES} />
      )}
    </>,
  )
}

function Standing({ shown: { contract, standing } }: { readonly shown: ReturnedMonth }) {
  const due = dueInWords(standing)
  return (
    <SummaryList
      rows={[
        { key: 'Return', value: <StandingTag standing={standing} /> },
        { key: 'Due', value: due === '' ? 'not known' : due },
        {
          key: 'Provider',
          value: `${PROVIDER_KIND_WORDS[contract.providerKind]}, ${contract.odsCode}`,
        },
        {
          key: 'Contract',
          value: `${contract.reference}, version ${contract.version}; levels ${contract.levels.join(', ')}`,
        },
      ]}
    />
  )
}
