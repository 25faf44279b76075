import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { setSiteRules } from '#workflow/set-site-rules.ts'
import { type SiteRulesShown, siteRulesShown } from '#workflow/site-rules-shown.ts'
import { RulesForm } from './rules-form.tsx'
import { RulesTable } from './rules-table.tsx'

export const RULES = '/service/rules'

/** The rules by which doses are suggested here; whoever may changes what a site decides for itself. */
export const rulesPage: PageHandler = async (request) => {
  const shown = await siteRulesShown(request.house, request.caller, {})
  return shown.kind === 'refused' ? refusalPage(shown) : page(request, shown, undefined, 200, [])
}

export const rulesPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await setSiteRules.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: RULES }
  const shown = await siteRulesShown(house, caller, {})
  if (outcome.status === 403 || shown.kind === 'refused')
    return refusalPage(shown.kind === 'refused' ? shown : outcome)
  return page(request, shown, typed, outcome.status, outcome.findings)
}

function page(
  request: PageRequest,
  shown: SiteRulesShown,
  typed: Readonly<Record<string, string>> | undefined,
  status: number,
  findings: readonly Finding[],
): PageAnswer {
  const mayChange = exists('manage-settings', request.visitor.role)
  return {
    kind: 'page',
    status,
    title: 'Rules',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Rules of this site</h1>
        <p>
          Each suggestion keeps the rule set it was made by and can be asked again for ever. In
          force now: <code>{shown.hash.slice(0, 12)}</code>.
        </p>
        {mayChange && (
          <RulesForm request={request} shown={shown} typed={typed} findings={findings} />
        )}
        <RulesTable rules={shown.rules} />
      </>
    ),
  }
}
