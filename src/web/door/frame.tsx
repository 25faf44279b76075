import { ROLE_WORDS } from '#access/role-words.ts'
import type { PageAnswer } from '#web/page.ts'
import { pageErrors } from '#web/parts/findings.ts'
import { Page, renderPage } from '#web/parts/layout.tsx'
import type { SeenSession } from '#workflow/see-session.ts'
import type { Arrival } from './arrival.ts'
import { navigationOf } from './navigation.ts'

/** A page in the frame of whoever looks at it. */
export function framed(arrival: Arrival, session: SeenSession, page: PageAnswer): string {
  const visitor = session.kind === 'signed-in' ? session : undefined
  return renderPage(
    <Page
      title={page.title}
      nonce={arrival.nonce}
      csrf={visitor?.csrf ?? ''}
      provider={visitor?.providerName}
      user={visitor && { name: visitor.name, role: ROLE_WORDS[visitor.role] }}
      navigation={visitor ? navigationOf(visitor.role, page.place) : []}
      banner={page.banner}
      errors={pageErrors(page.errors ?? [])}
    >
      {page.main}
    </Page>,
  )
}
