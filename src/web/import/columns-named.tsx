import { clinicalInstant } from '#base/day.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { FormGuard, keyOfForm } from '#web/parts/form-guard.tsx'
import type { SentShown } from '#workflow/bring-in-results.ts'
import { columnsHref, METER_FILE_ASIDE } from './addresses.ts'
import { namingWords } from './column-words.ts'

/** Files of which nothing is read yet, because nobody has said which column is which. */
export function FilesWaiting(props: {
  readonly waiting: SentShown['waiting']
  readonly request: PageRequest
}) {
  const { waiting, request } = props
  if (waiting.length === 0) return null
  return (
    <>
      <h2 className="nhsuk-heading-m">Files that wait for their columns: {waiting.length}</h2>
      <p>Nothing of these files is read yet: an INR in them is known to nobody here.</p>
      {waiting.map(({ id, broughtAt, broughtByName }, nth) => (
        <section key={id} className="nhsuk-u-margin-bottom-4">
          <p>
            Brought in {clinicalInstant(broughtAt)} by {broughtByName}.{' '}
            <a href={columnsHref({ file: id })}>
              Say which column is which
              <span className="nhsuk-u-visually-hidden"> of file {nth + 1}</span>
            </a>
          </p>
          <form action={METER_FILE_ASIDE} method="post" noValidate>
            <FormGuard csrf={request.csrf} requestKey={keyOfForm(request.key, `aside-${nth}`)} />
            <input type="hidden" name="fileId" value={id} />
            <Button variant="secondary" small>
              Lay aside unread
              <span className="nhsuk-u-visually-hidden"> file {nth + 1}</span>
            </Button>
          </form>
        </section>
      ))}
    </>
  )
}

/** What makers' columns were named here, by whom, and the way to change it. */
export function ColumnsNamed({ named }: { readonly named: SentShown['named'] }) {
  if (named.length === 0) return null
  return (
    <>
      <h2 className="nhsuk-heading-m">Columns of meters' files named here</h2>
      <ul>
        {named.map((naming) => (
          <li key={naming.header}>
            {namingWords(naming)}. Named by {naming.namedByName} on{' '}
            {clinicalInstant(naming.namedAt)}.{' '}
            <a href={columnsHref({ header: naming.header })}>
              Change
              <span className="nhsuk-u-visually-hidden">
                {' '}
                the columns of {naming.headings.join(', ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
