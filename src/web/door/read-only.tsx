import { clinicalInstant } from '#base/day.ts'
import type { Form, PageAnswer } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { KeptFields } from './kept-fields.tsx'
import { troublePage } from './trouble.tsx'

/** On every page while the database takes no changes: what can be done, and what is done on paper (H29). */
export const ReadOnlyBanner = ({ since }: { readonly since: number }) => (
  <WarningCallout heading="Evenkeel can be read, and nothing can be saved" headingLevel={2}>
    <p>
      Found at {clinicalInstant(since)}: the database takes no changes. Nothing that was saved
      before is lost. Records, lists and prints made before can be opened.
    </p>
    <p>
      Dose on paper, by a clinician who may dose, and keep the sheets: they are entered afterwards.
      This goes away by itself when saving is possible again: load the page again to see.
    </p>
  </WarningCallout>
)

/** Nobody new can come in while nothing can be saved: a sign-in is counted, kept and written down. */
export const NobodySignsIn = ({ since }: { readonly since: number }) => (
  <WarningCallout heading="Nobody can sign in at the moment" headingLevel={2}>
    <p>
      Found at {clinicalInstant(since)}: the database takes no changes, and a sign-in has to be
      written down. Whoever is signed in already can go on reading.
    </p>
    <p>
      Use the clinic pack of your site, and ask whoever runs Evenkeel. Try again in a few minutes.
    </p>
  </WarningCallout>
)

/** The answer to anything that would have been saved. Every field as typed is kept, with the key it had. */
export function readOnlyPage(
  path: string,
  form: Form,
  { since, files }: { readonly since: number; readonly files: number },
): PageAnswer {
  return troublePage({
    status: 503,
    title: 'Not saved',
    children: (
      <>
        <p>
          <strong>What you sent is not saved.</strong> Since {clinicalInstant(since)} the database
          takes no changes: Evenkeel can be read, and nothing can be saved.
        </p>
        <p>
          What you typed is kept on this page. Write it on paper too, and tell the patient only what
          is on paper and signed by a clinician. When saving is possible again, save from here: it
          will be saved once, however often you try.
        </p>
        {files > 0 && <p>Files cannot be kept on a page: go back and choose them again.</p>}
        {files === 0 && (
          <form action={path} method="post" data-submit-once>
            <KeptFields form={form} />
            <Button>Save again</Button>
          </form>
        )}
        <p>
          <a href="/">Go on reading</a>
        </p>
      </>
    ),
  })
}

/** The answer to a sign-in. */
export const noSignInPage = (since: number): PageAnswer => ({
  kind: 'page',
  status: 503,
  title: 'Nobody can sign in at the moment',
  place: 'none',
  main: (
    <>
      <NobodySignsIn since={since} />
      <p>
        <a href="/sign-in">Try again</a>
      </p>
    </>
  ),
})
