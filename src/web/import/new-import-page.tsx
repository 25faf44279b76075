import { IMPORT_COLUMNS } from '#interchange/import-columns.ts'
import { DATE_FORMATS } from '#interchange/import-day.ts'
import { IMPORT_KINDS } from '#interchange/import-finding.ts'
import {
  field,
  type PageHandler,
  type PageReply,
  type PageRequest,
  type Upload,
} from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Radios } from '#web/parts/radios.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { stageImport } from '#workflow/stage-import.ts'
import { IMPORTS, importHref, NEW_IMPORT } from './addresses.ts'
import { FileInput } from './file-input.tsx'
import { fileOf, KIND_WORDS } from './import-words.ts'

type Problem = { readonly status: number; readonly findings: readonly Finding[] }

/** Where three files are chosen. */
export const newImportPage: PageHandler = async (request) => uploadForm(request)

/** Lays the three files ready, or says why they cannot be read. */
export const uploadImport: PageHandler = async (request) => {
  const chosen = request.uploads.filter(({ name, bytes }) => name !== '' || bytes.length > 0)
  const twice = IMPORT_KINDS.find((kind) => chosen.filter(inField(kind)).length > 1)
  if (twice !== undefined) {
    const message = `Choose one file for ${fileOf(twice)}.`
    const findings = [{ field: twice, code: 'two-files', message }]
    return uploadForm(request, { status: 400, findings })
  }
  const { house, caller, key, form } = request
  const outcome = await stageImport.run(house, caller, key, {
    ...Object.fromEntries(chosen.map((upload) => [upload.field, asText(upload)])),
    dateFormat: field(form, 'dateFormat'),
  })
  if (outcome.kind === 'refused') return uploadForm(request, outcome)
  return { kind: 'redirect', to: importHref(outcome.batchId) }
}

const inField = (name: string) => (upload: Upload) => upload.field === name

const asText = ({ name, type, bytes }: Upload) => ({
  name,
  type,
  base64: Buffer.from(bytes).toString('base64'),
})

function uploadForm({ csrf, key, form }: PageRequest, problem?: Problem): PageReply {
  const findings = problem?.findings ?? []
  return {
    kind: 'page',
    status: problem?.status ?? 200,
    title: 'Start an import',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={IMPORTS}>Imports</BackLink>
        <h1 className="nhsuk-heading-l">Start an import</h1>
        <p>
          Export the three files from the other product and choose them here. Nothing enters the
          register yet: first you see what would be taken and what is wrong.
        </p>
        <form action={NEW_IMPORT} method="post" encType="multipart/form-data" noValidate>
          <FormGuard csrf={csrf} requestKey={key} />
          {IMPORT_KINDS.map((kind) => (
            <FileInput
              key={kind}
              name={kind}
              label={fileOf(kind)}
              hint={`The ${KIND_WORDS[kind]}. CSV in UTF-8, commas between the columns, at most 10 MB.`}
              error={errorOf(findings, kind)}
            />
          ))}
          <DateFormatQuestion
            value={field(form, 'dateFormat')}
            error={errorOf(findings, 'dateFormat')}
          />
          <Button>Read the files</Button>
        </form>
        <Guide />
      </>
    ),
  }
}

const DATE_WORDS = {
  'yyyy-mm-dd': { text: 'Year first', hint: '2026-04-03 is 3 April 2026' },
  'dd/mm/yyyy': { text: 'Day first', hint: '03/04/2026 is 3 April 2026' },
} as const

function DateFormatQuestion(props: {
  readonly value: string | undefined
  readonly error: string | undefined
}) {
  return (
    <Radios
      id="dateFormat"
      name="dateFormat"
      legend={{ text: 'How do the files write their dates?', size: 's' }}
      choices={DATE_FORMATS.map((format) => ({ value: format, ...DATE_WORDS[format] }))}
      value={props.value}
      error={props.error}
    />
  )
}

function Guide() {
  return (
    <Details summary="The columns of the three files">
      <p>The headings must be these. The three files belong together by patient_ref.</p>
      <ul>
        {IMPORT_KINDS.map((kind) => (
          <li key={kind}>
            {fileOf(kind)}: {IMPORT_COLUMNS[kind].join(', ')}
          </li>
        ))}
      </ul>
    </Details>
  )
}
