import { monthInWords } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { ownFigures } from '#workflow/commissioned-figures.ts'
import { OWN_FIGURES } from './addresses.ts'
import { BandTable, IndicatorTable, ofOne } from './figure-tables.tsx'
import { STAR_WORDS } from './published-words.ts'

/** GET /service/figures: what the commissioner sees of this provider, and nothing that it does not see. */
export const ownFiguresPage: PageHandler = async ({ house, caller, query }) => {
  const shown = await ownFigures(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { months } = shown
  const chosen = months.find(({ month }) => month === query.get('month')) ?? months[0]
  return {
    kind: 'page',
    title: 'What the commissioner sees',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">What the commissioner sees</h1>
        <p className="nhsuk-u-reading-width">
          Figures of this provider as they are published to its commissioner, besides its returns
          and claims. {STAR_WORDS} Your own figures, exact and with who is counted, are under{' '}
          <a href="/reports">Reports</a>.
        </p>
        {chosen === undefined ? (
          <InsetText>
            <p>
              Nothing is published yet. Figures are worked out in the night after a month has ended,
              for the months of a contract with a commissioner that uses Evenkeel.
            </p>
          </InsetText>
        ) : (
          <>
            <p className="evk-line">
              {months.map(({ month }) =>
                month === chosen.month ? (
                  <strong key={month}>{monthInWords(month)}</strong>
                ) : (
                  <a key={month} href={`${OWN_FIGURES}?month=${month}`}>
                    {monthInWords(month)}
                  </a>
                ),
              )}
            </p>
            <BandTable figures={ofOne(chosen.figures)} />
            <IndicatorTable figures={ofOne(chosen.figures)} />
          </>
        )}
      </>
    ),
  }
}
