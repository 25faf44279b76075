import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, type PageHandler } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { endSignIns, type SignInShown } from '#workflow/end-sign-ins.ts'

/** What whoever manages the staff does where a computer was left open or a phone is lost. */
export const signInsEndedPosted: PageHandler = async ({ house, caller, key, form, params }) => {
  const { account: accountId = '' } = params
  const asked = { accountId, signIn: field(form, 'sign-in') ?? '' }
  const outcome = await endSignIns.run(house, caller, key, asked)
  if (outcome.kind === 'refused') return refusalPage(outcome)
  return { kind: 'redirect', to: `/service/staff/${accountId}` }
}

type Props = {
  readonly signIns: readonly SignInShown[]
  readonly path: string
  readonly csrf: string
}

/** Where a colleague is signed in at this provider now, and how each of these is ended. */
export function SignIns({ signIns, path, csrf }: Props) {
  if (signIns.length === 0) return <p>Not signed in here at the moment.</p>
  return (
    <>
      <Table
        caption="Sign-ins that are open here now"
        captionHidden
        responsive
        columns={[
          { heading: 'Browser' },
          { heading: 'Signed in' },
          { heading: 'Last used' },
          { heading: 'End it' },
        ]}
        rows={signIns.map((one) => ({ key: one.name, cells: cellsOf(one, path, csrf) }))}
      />
      <PostForm action={path} csrf={csrf}>
        <input type="hidden" name="sign-in" value="all" />
        <Button variant="secondary">End all sign-ins here</Button>
      </PostForm>
    </>
  )
}

const whenWords = (at: number): string => `${clinicalDate(londonDay(at))}, ${londonClock(at)}`

function cellsOf(
  { name, browser, startedAt, lastSeenAt }: SignInShown,
  path: string,
  csrf: string,
) {
  return [
    browser ?? 'A browser that does not say which',
    whenWords(startedAt),
    whenWords(lastSeenAt),
    <PostForm key="end" action={path} csrf={csrf}>
      <input type="hidden" name="sign-in" value={name} />
      <Button variant="secondary" small>
        End
        <span className="nhsuk-u-visually-hidden"> the sign-in of {whenWords(startedAt)}</span>
      </Button>
    </PostForm>,
  ]
}
