import { clinicalInstant } from '#base/day.ts'
import { wordOf } from '#base/word-of.ts'
import { LINK_WORDS } from '#register/record-link.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { type LinksWaiting, linksWaiting } from '#workflow/links-waiting.ts'
import { samePersonHref } from './address.ts'

const NEXT = { proposed: 'Compare and confirm', confirmed: 'Read both histories' } as const

/** GET /register/same-person - pairs of records that wait for a second person or for the review. */
export const linksWaitingPage: PageHandler = async ({ house, caller, visitor }) => {
  const waiting = await linksWaiting(house, caller, {})
  if (waiting.kind === 'refused') return refusalPage(waiting)
  const mayOpen = exists('link-records', visitor.role)
  return {
    kind: 'page',
    title: 'Records of one person',
    place: 'register',
    main: (
      <>
        <BackLink href="/register" />
        <h1>Records of one person</h1>
        {waiting.links.length === 0 && <p>None.</p>}
        <Table
          caption="Pairs of records on which nothing is dosed until they are settled"
          captionSize="s"
          columns={[
            { heading: 'Why' },
            { heading: 'By' },
            { heading: 'Since' },
            { heading: 'Next step' },
          ]}
          rows={waiting.links.map(({ linkId, reason, byName, at, keepsId, state }) => ({
            key: linkId,
            cells: [
              wordOf(LINK_WORDS, reason),
              byName,
              clinicalInstant(at),
              <Next
                key="next"
                state={state}
                href={mayOpen ? samePersonHref(keepsId) : undefined}
              />,
            ],
          }))}
          responsive
          compact
        />
      </>
    ),
  }
}

type NextProps = {
  readonly state: LinksWaiting['links'][number]['state']
  readonly href: string | undefined
}

/** What comes next, for everybody to read; opened by whoever may compare the records. */
function Next({ state, href }: NextProps) {
  const text = state === 'proposed' ? NEXT.proposed : NEXT.confirmed
  return href === undefined ? text : <a href={href}>{text}</a>
}
