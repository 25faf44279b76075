import { clinicalInstant } from '#base/day.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonLink } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { type SiteRulesShown, siteRulesShown } from '#workflow/site-rules-shown.ts'
import { PROPOSE_RULES, proposalHref, RULE_HISTORY } from './addresses.ts'
import { RulesTable } from './rules-table.tsx'

/** The rules by which doses are suggested here, what waits to change them, and the way to propose a change. */
export const rulesPage: PageHandler = async ({ house, caller, visitor }) => {
  const shown = await siteRulesShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    title: 'Rules',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Rules of this site</h1>
        <p>
          Each suggestion keeps the rule set it was made by and can be asked again for ever. In
          force now: <code>{shown.hash.slice(0, 12)}</code>.{' '}
          <a href={RULE_HISTORY}>Every version and who approved it</a>
        </p>
        <p>
          One person proposes other rules, they are run over what was decided here in the last 90
          days, and another person activates them.
        </p>
        <p>
          <a href="/service/protocols">What each protocol does</a>, with its source and its graph.
        </p>
        <OpenProposals open={shown.open} />
        {exists('propose-rules', visitor.role) && (
          <ButtonLink href={PROPOSE_RULES}>Propose other rules</ButtonLink>
        )}
        <RulesTable ruleSet={shown.rules.ruleSet} />
      </>
    ),
  }
}

function OpenProposals({ open }: Pick<SiteRulesShown, 'open'>) {
  if (open.length === 0) return null
  return (
    <InsetText>
      {open.map(({ id, number, proposedByName, proposedAt }) => (
        <p key={id}>
          <a href={proposalHref(id)}>Proposal {number}</a> of {proposedByName},{' '}
          {clinicalInstant(proposedAt)}, is not yet in force.
        </p>
      ))}
    </InsetText>
  )
}
