import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { pageAnswer } from '#web/door/receive.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { goTo } from '#web/door/respond.ts'
import { field } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { endOwnSession, type OwnSession } from '#workflow/own-sessions.ts'

const END = '/account/sessions/end'

export const ownSessionRoutes: readonly DoorRoute[] = [
  {
    method: 'POST',
    path: END,
    forWhom: 'signed-in',
    async answer(door, { arrival, sent }, session) {
      const outcome = await endOwnSession(door.house, session, field(sent.form, 'session') ?? '')
      if (outcome.kind === 'ended') return goTo(door.settings, arrival, '/account')
      return pageAnswer(door, arrival, session, refusalPage(outcome))
    },
  },
]

type Props = { readonly sessions: readonly OwnSession[]; readonly csrf: string }

/** Where a person is signed in now, and how each of these is ended. */
export function OwnSessions({ sessions, csrf }: Props) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Where you are signed in</h2>
      <Table
        caption="Your sign-ins that are open now"
        captionHidden
        responsive
        columns={[
          { heading: 'Browser' },
          { heading: 'Signed in' },
          { heading: 'Last used' },
          { heading: 'End it' },
        ]}
        rows={sessions.map((one) => ({ key: one.name, cells: cellsOf(one, csrf) }))}
      />
      {sessions.length > 1 && (
        <PostForm action={END} csrf={csrf}>
          <input type="hidden" name="session" value="others" />
          <Button variant="secondary">Sign out everywhere else</Button>
        </PostForm>
      )}
    </>
  )
}

const whenWords = (at: number): string => `${clinicalDate(londonDay(at))}, ${londonClock(at)}`

function cellsOf(
  { name, browser, startedAt, lastSeenAt, isThis, awaitsCode }: OwnSession,
  csrf: string,
) {
  return [
    browser ?? 'A browser that does not say which',
    awaitsCode ? `${whenWords(startedAt)}, waiting for its code` : whenWords(startedAt),
    whenWords(lastSeenAt),
    isThis ? (
      <Tag key="end" colour="blue">
        This one
      </Tag>
    ) : (
      <PostForm key="end" action={END} csrf={csrf}>
        <input type="hidden" name="session" value={name} />
        <Button variant="secondary" small>
          Sign out
          <span className="nhsuk-u-visually-hidden"> the sign-in of {whenWords(startedAt)}</span>
        </Button>
      </PostForm>
    ),
  ]
}
