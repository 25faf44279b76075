import type { PageAnswer } from '#web/page.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { DraftForm } from '#workflow/keep-draft.ts'
import { troublePage } from './trouble.tsx'

/** What a page keeps in a form for itself; nobody typed it. */
const NOT_TYPED = ['step', 'token', 'version']

/**
 * A form of one patient's page was sent to the address of another (H01). Nothing is saved, and what was typed stands here to
 * be read off: it goes into no form by itself, because nobody can tell whose it is.
 */
export const otherPatientPage = (form: DraftForm, files: number): PageAnswer =>
  troublePage({
    status: 409,
    title: 'This form was made for another patient',
    children: (
      <>
        <p>
          <strong>Nothing was saved.</strong> The form was sent to the record of another patient
          than the one it was made for, so what you typed may be about somebody else. This has been
          noted.
        </p>
        <p>
          Open the patient whom you mean, check the name, the date of birth and the NHS number, and
          enter it there.
        </p>
        <Typed form={form} files={files} />
      </>
    ),
  })

/** A form of a page that was open while Evenkeel was updated. Nothing is saved, and what was typed stands here as above. */
export const beforeUpdatePage = (form: DraftForm, files: number): PageAnswer =>
  troublePage({
    status: 409,
    title: 'Evenkeel was updated while this page was open',
    children: (
      <>
        <p>
          <strong>Nothing was saved.</strong> The page is of the version before, and what it asks
          may have changed.
        </p>
        <p>
          Open the patient again, check the name, the date of birth and the NHS number, and enter it
          there.
        </p>
        <Typed form={form} files={files} />
      </>
    ),
  })

/** What was typed, to be read off. */
function Typed({ form, files }: { readonly form: DraftForm; readonly files: number }) {
  const typed = Object.entries(form).flatMap(([name, texts]) =>
    NOT_TYPED.includes(name) || texts.every((text) => text === '')
      ? []
      : [{ key: inWords(name), value: texts.join(', ') }],
  )
  return (
    <>
      {typed.length > 0 && <h2>What you typed</h2>}
      {typed.length > 0 && <SummaryList rows={typed} />}
      {files > 0 && <p>Files cannot be kept on a page: choose them again.</p>}
    </>
  )
}

/** `stripLot` as `strip lot`. */
const inWords = (name: string): string =>
  name
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll(/[[\]-]+/g, ' ')
    .trim()
    .toLowerCase()
