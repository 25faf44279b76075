import { CannotBeSaved } from './nothing-saved.tsx'

/** @technical Longest key of a request. */
const LONGEST_KEY = 64

/** The key of one of several forms of a page: each is done once. */
export const keyOfForm = (key: string, form: string): string =>
  `${key.slice(0, LONGEST_KEY - form.length - 1)}-${form}`

type Props = {
  /** The token of the session: `request.csrf`. */
  readonly csrf: string
  /** Makes sure that what is sent twice is done once: `request.key`. */
  readonly requestKey?: string | undefined
  /** The patient for whom the typed text is kept when the session has run out before it is sent. */
  readonly draftPatient?: string | undefined
}

/** What every posted form begins with: whether it can be saved at all, and its hidden fields; the door takes them off before the page sees the form. */
export function FormGuard({ csrf, requestKey, draftPatient }: Props) {
  return (
    <>
      <CannotBeSaved />
      <input type="hidden" name="csrf" value={csrf} />
      {requestKey !== undefined && <input type="hidden" name="request-key" value={requestKey} />}
      {draftPatient !== undefined && (
        <input type="hidden" name="draft-patient" value={draftPatient} />
      )}
    </>
  )
}
