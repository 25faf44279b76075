import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { Button, ButtonLink } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import type { PasskeyListed } from '#workflow/remove-passkey.ts'
import { NEW_PASSKEY, REMOVE_PASSKEY } from './addresses.ts'

type Props = { readonly passkeys: readonly PasskeyListed[]; readonly csrf: string }

const whenWords = (at: number): string => `${clinicalDate(londonDay(at))}, ${londonClock(at)}`

/** The passkeys of a person, and how each is removed. */
export function OwnPasskeys({ passkeys, csrf }: Props) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Passkeys</h2>
      {passkeys.length > 0 && (
        <Table
          caption="Your passkeys"
          captionHidden
          responsive
          columns={[
            { heading: 'Name' },
            { heading: 'Added' },
            { heading: 'Last used' },
            { heading: 'Remove it' },
          ]}
          rows={passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({
            key: id,
            cells: [
              name,
              whenWords(addedAt),
              lastUsedAt === null ? 'Never' : whenWords(lastUsedAt),
              <PostForm key="remove" action={REMOVE_PASSKEY} csrf={csrf}>
                <input type="hidden" name="passkey" value={id} />
                <Button variant="secondary" small>
                  Remove<span className="nhsuk-u-visually-hidden"> the passkey {name}</span>
                </Button>
              </PostForm>,
            ],
          }))}
        />
      )}
      <ButtonLink href={NEW_PASSKEY} variant="secondary">
        Add a passkey
      </ButtonLink>
    </>
  )
}
