import { clinicalInstant } from '#base/day.ts'
import type { AlarmText } from '#workflow/site-texts.ts'

/** What this site says beside a published action, by whom and since when: never instead of it (H17). */
export function SiteText({ text }: { readonly text: AlarmText | undefined }) {
  if (text === undefined) return null
  return (
    <div className="nhsuk-inset-text">
      <p>
        <strong>At this site:</strong>
      </p>
      <Lines says={text.says} />
      <p className="nhsuk-hint">
        Version {text.version}, written by {text.writtenByName}
        {text.agreedByName !== null &&
          text.agreedAt !== null &&
          `, agreed by ${text.agreedByName} ${clinicalInstant(text.agreedAt)}`}
      </p>
    </div>
  )
}

/** A plain text with its own lines. */
export const Lines = ({ says }: { readonly says: string }) => (
  <>
    {[...says.split('\n').entries()].map(([at, line]) => (
      <p key={at}>{line}</p>
    ))}
  </>
)
