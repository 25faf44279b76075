import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageAnswer, type PageHandler, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { setSiteSettings } from '#workflow/set-site-settings.ts'
import { type SiteRulesShown, siteRulesShown } from '#workflow/site-rules-shown.ts'
import { SettingsForm } from './settings-form.tsx'

const SETTINGS = '/service/settings'

/** Strips, meters and the wait of a referral: one person sets these, and no rule of a dose is among them. */
export const settingsPage: PageHandler = onlyFor('manage-settings', async (request) => {
  const shown = await siteRulesShown(request.house, request.caller, {})
  return shown.kind === 'refused' ? refusalPage(shown) : page(request, shown, undefined, 200, [])
})

export const settingsPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await setSiteSettings.run(house, caller, key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: SETTINGS }
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
  return {
    kind: 'page',
    status,
    title: 'Strips, meters, referrals and safety officer',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Strips, meters, referrals and safety officer</h1>
        <SettingsForm request={request} shown={shown} typed={typed} findings={findings} />
      </>
    ),
  }
}
