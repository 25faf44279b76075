import { ROLE_WORDS } from '#access/role-words.ts'
import { clinicalInstant } from '#base/day.ts'
import type { PageAnswer } from '#web/page.ts'
import { pageErrors } from '#web/parts/findings.ts'
import { Page, renderPage } from '#web/parts/layout.tsx'
import { NothingSaved } from '#web/parts/nothing-saved.tsx'
import type { SeenSession, SignedIn } from '#workflow/see-session.ts'
import { Elsewhere, elsewhereInShort } from './elsewhere.tsx'
import { exists, navigationOf } from './navigation.ts'
import { ReadOnlyBanner } from './read-only.tsx'
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
      {visitor && <HowItStands visitor={visitor} />}
      {visitor?.elsewhere && !banner && <Elsewhere {...visitor.elsewhere} />}
      <NothingSaved since={sinceInWords(visitor?.readOnlySince)}>{page.main}</NothingSaved>
    </Page>,
  )
}

/** What everybody must know of the whole product, on every page. */
const HowItStands = ({ visitor }: { readonly visitor: SignedIn }) => (
  <>
    {visitor.readOnlySince !== undefined && <ReadOnlyBanner since={visitor.readOnlySince} />}
    {visitor.counts.isReconciling && <Reconciling role={visitor.role} />}
  </>
)

const sinceInWords = (since: number | undefined): string | undefined =>
  since === undefined ? undefined : clinicalInstant(since)
