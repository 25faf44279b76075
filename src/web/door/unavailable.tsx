import type { Form, PageAnswer } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { KeptFields } from './kept-fields.tsx'
import { troublePage } from './trouble.tsx'

/** The database is away while something was being looked at. */
export const unavailablePage = (path: string): PageAnswer =>
  troublePage({
    status: 503,
    title: 'Evenkeel cannot reach its records',
    children: (
      <>
        <p>Nothing is lost. Try again in a moment.</p>
        <p>
          <a href={path}>Try again</a>
        </p>
      </>
    ),
  })

/**
 * The database went away while something was being saved (H30). Whether it had been written at the last moment nobody
 * here knows, and nobody says so. Every field as typed goes into a form with the key it had: sending it again saves once.
 */
export const notConfirmedPage = (path: string, form: Form, files: number): PageAnswer =>
  troublePage({
    status: 503,
    title: 'Save not confirmed',
    children: (
      <>
        <p>
          <strong>We cannot confirm that what you sent is saved.</strong> Evenkeel cannot reach its
          records at the moment.
        </p>
        <p>
          What you typed is kept on this page. Wait a moment and save again: it will be saved once,
          however often you try, even if the first try was saved. Do not tell the patient a dose
          until it is saved.
        </p>
        {files > 0 && <p>Files cannot be kept on a page: go back and choose them again.</p>}
        {files === 0 && <RetryForm path={path} form={form} />}
      </>
    ),
  })

const RetryForm = ({ path, form }: { readonly path: string; readonly form: Form }) => (
  <form action={path} method="post" data-submit-once>
    <KeptFields form={form} />
    <Button>Save again</Button>
  </form>
)
