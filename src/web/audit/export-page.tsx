import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import {
  ChoiceField,
  DayField,
  NOT_SENT,
  NoteField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { CSV_TYPE } from '#web/reports/csv-file.ts'
import { type AuditTaken, auditFile, exportAudit } from '#workflow/export-audit.ts'
import { AUDIT, AUDIT_EXPORT } from './addresses.ts'

/** GET /service/audit/export - the form by which days of the audit are taken out. */
export const exportPage: PageHandler = onlyFor('export-audit', async (request) =>
  formPage(request, NOT_SENT, 200),
)

/** POST /service/audit/export - notes who takes what and why, and answers the file. */
export const exportPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const taken = await exportAudit.run(house, caller, key, values)
  if (taken.kind === 'done') return file(request, taken)
  if (taken.status === 403) return refusalPage(taken)
  return formPage(request, { values, findings: taken.findings }, taken.status)
}

const TYPES = { csv: CSV_TYPE, jsonl: 'application/x-ndjson; charset=utf-8' }

async function file({ house, caller }: PageRequest, taken: AuditTaken): Promise<PageReply> {
  const found = await auditFile(house, caller, taken)
  if (found.kind === 'refused') return refusalPage(found)
  return {
    kind: 'file',
    type: TYPES[taken.format],
    name: `audit-lines-${taken.from}-to-${taken.before - 1}.${taken.format}`,
    body: new TextEncoder().encode(found.text),
  }
}

const FORMATS = {
  jsonl: 'Lines with their hashes, to be checked (JSON lines)',
  csv: 'A table in words, for a spreadsheet (CSV)',
}

function formPage(request: PageRequest, form: TypedForm, status: number): PageReply {
  return {
    kind: 'page',
    status,
    title: 'Take lines of the audit out',
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={AUDIT}>Audit</BackLink>
        <h1 className="nhsuk-heading-l">Take lines of the audit out</h1>
        <p className="nhsuk-u-reading-width">
          For somebody who inspects the service. The file names staff, and patients by the number of
          their record. That you took it, and why, is a line of the audit too.
        </p>
        <PostForm
          action={AUDIT_EXPORT}
          csrf={request.csrf}
          requestKey={request.key}
          className="evk-narrow"
        >
          <DayField
            form={form}
            name="from"
            legend={{ text: 'First day', size: 's' }}
            hint="Leave empty for the last seven days"
          />
          <DayField form={form} name="until" legend={{ text: 'Last day', size: 's' }} />
          <ChoiceField
            form={form}
            name="format"
            legend={{ text: 'As what', size: 's' }}
            words={FORMATS}
          />
          <NoteField form={form} name="reason" label="For whom, and why" rows={2} />
          <Button>Take the file</Button>
        </PostForm>
        <HowToCheck />
      </>
    ),
  }
}

const HowToCheck = () => (
  <Details summary="How the file is checked">
    <p>
      The first line of the JSON file has the hash before its first line (&quot;before&quot;). Each
      line after it has its number (&quot;seq&quot;), its text (&quot;line&quot;) and its hash. The
      hash of a line is SHA-256 over these bytes in this order:
    </p>
    <ol>
      <li>one byte of value 1</li>
      <li>the 32 bytes of the hash of the line before</li>
      <li>the number of the line as 8 bytes, the largest first</li>
      <li>the text of the line in UTF-8</li>
    </ol>
    <p>
      When every hash comes out as it stands, and the numbers go up by one, no line of the file was
      changed, taken out, put in or moved. That the last hash is the one that the provider had on
      that day is in the signed file of anchors, which whoever runs Evenkeel keeps outside the
      database.
    </p>
  </Details>
)
