import {
  LEAST_TURNS,
  SHARED_OUTCOMES,
  signsInWords,
  TURN_SECONDS,
  WITHIN_MINUTES,
} from '#access/shared-sign-in.ts'
import { clinicalInstant, londonClock, londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { type SharedSignIn, sharedSignInsShown } from '#workflow/shared-sign-ins-shown.ts'
import { sharedSignInHref } from './addresses.ts'

const TITLE = 'Accounts that several people seem to use'

/** GET /service/shared-sign-ins - who, when, what makes it likely, and how each was settled. */
export const sharedSignInsPage: PageHandler = async ({ house, caller }) => {
  const shown = await sharedSignInsShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    title: TITLE,
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">{TITLE}</h1>
        <p className="nhsuk-u-reading-width">
          An account is listed when two of its sign-ins were used within {TURN_SECONDS} seconds of
          each other, in turn, {LEAST_TURNS} times in {WITHIN_MINUTES} minutes. Whoever goes from
          one room to another is not listed. It proves nothing by itself and locks nobody out: ask
          the person.
        </p>
        {shown.found.length === 0 ? <p>None.</p> : <Found found={shown.found} />}
      </>
    ),
  }
}

/** From when to when, the day once. */
export const spanInWords = ({
  fromAt,
  untilAt,
}: Pick<SharedSignIn, 'fromAt' | 'untilAt'>): string =>
  londonDay(fromAt) === londonDay(untilAt)
    ? `${clinicalInstant(fromAt)} to ${londonClock(untilAt)}`
    : `${clinicalInstant(fromAt)} to ${clinicalInstant(untilAt)}`

const OUTCOMES: Readonly<Record<string, string>> = SHARED_OUTCOMES

/** What it was, in words; nothing while it is open. */
export const outcomeInWords = ({ outcome }: Pick<SharedSignIn, 'outcome'>): string =>
  outcome === null ? '' : (OUTCOMES[outcome] ?? outcome)

const Found = ({ found }: { readonly found: readonly SharedSignIn[] }) => (
  <Table
    caption="Accounts"
    captionHidden
    compact
    responsive
    firstCellIsHeader
    columns={[
      { heading: 'Who' },
      { heading: 'When' },
      { heading: 'What makes it likely' },
      { heading: 'Settled' },
    ]}
    rows={found.map((one) => ({
      key: one.id,
      cells: [
        <a key="who" href={sharedSignInHref(one.id)}>
          {one.name}
        </a>,
        spanInWords(one),
        signsInWords(one),
        one.settledAt === null
          ? 'Not yet'
          : `${outcomeInWords(one)}. ${one.settledByName}, ${clinicalInstant(one.settledAt)}`,
      ],
    }))}
  />
)
