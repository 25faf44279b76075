import { ROLE_WORDS } from '#access/role-words.ts'
import type { PageAnswer } from '#web/page.ts'
import { pageErrors } from '#web/parts/findings.ts'
import { Page, renderPage } from '#web/parts/layout.tsx'
import type { SeenSession } from '#workflow/see-session.ts'
import { Elsewhere, elsewhereInShort } from './elsewhere.tsx'
import { exists, navigationOf } from './navigation.ts'
import { Reconciling } from './reconciling.tsx'

/** A page in the frame of whoever looks at it. */
export function framed(
  { nonce, idleMs }: { readonly nonce: string; readonly idleMs: number },
  session: SeenSession,
  page: PageAnswer,
): string {
  const visitor = session.kind === 'signed-in' ? session : undefined
  const { banner } = page
  return renderPage(
    <Page
      title={page.title}
      nonce={nonce}
      csrf={visitor?.csrf ?? ''}
      provider={visitor?.providerName}
      user={visitor && { name: visitor.name, role: ROLE_WORDS[visitor.role] }}
      navigation={visitor ? navigationOf(visitor.role, page.place, visitor.counts) : []}
      aboutSignIn={banner ? elsewhereInShort(visitor?.elsewhere) : undefined}
      banner={banner}
      mayFindPatients={visitor && exists('find-patient', visitor.role)}
      idleSeconds={visitor && idleMs / 1000}
      errors={pageErrors(page.errors ?? [])}
    >
      {visitor?.counts.isReconciling && <Reconciling role={visitor.role} />}
      {visitor?.elsewhere && !banner && <Elsewhere {...visitor.elsewhere} />}
      {page.main}
    </Page>,
  )
}
