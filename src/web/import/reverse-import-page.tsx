import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Input } from '#web/parts/input.tsx'
import { Panel } from '#web/parts/panel.tsx'
import { importDryRun } from '#workflow/import-dry-run.ts'
import type { Finding } from '#workflow/outcome.ts'
import { reverseImport } from '#workflow/reverse-import.ts'
import { importHref, reverseHref } from './addresses.ts'

const batchOf = ({ params: { batch = '' } }: PageRequest): string => batch

type Problem = { readonly status: number; readonly findings: readonly Finding[] }

/** The interruption before an import is taken back: says what will happen. */
export const reverseImportPage: PageHandler = async (request) => askFirst(request)

export const takeImportBack: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const batchId = batchOf(request)
  const reason = field(form, 'reason') ?? ''
  const outcome = await reverseImport.run(house, caller, key, { batchId, reason })
  if (outcome.kind === 'refused') return askFirst(request, outcome)
  return { kind: 'redirect', to: importHref(batchId) }
}

async function askFirst(request: PageRequest, problem?: Problem): Promise<PageReply> {
  const { house, caller, csrf, key, form } = request
  const batchId = batchOf(request)
  const shown = await importDryRun(house, caller, { batchId, headingsConfirmed: false })
  if (shown.kind === 'refused') return refusalPage(shown)
  if (shown.batch.state !== 'committed' && problem === undefined) {
    return { kind: 'redirect', to: importHref(batchId) }
  }
  const findings = problem?.findings ?? []
  const { patients } = shown.summary
  return {
    kind: 'page',
    status: problem?.status ?? 200,
    title: 'Take an import back',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href={importHref(batchId)}>Import</BackLink>
        <Panel variant="interruption" heading="Take this import back">
          <p>
            {patients.toLocaleString('en-GB')} patients leave the register, with their plans and
            results, and their appointments are cancelled. The record of the import stays, and the
            same files may be uploaded again.
          </p>
          <p>
            This is possible until the first visit is recorded. After that, records are corrected
            one by one.
          </p>
        </Panel>
        <form action={reverseHref(batchId)} method="post" noValidate data-submit-once>
          <FormGuard csrf={csrf} requestKey={key} />
          <Input
            id="reason"
            name="reason"
            label="Why is it taken back?"
            value={field(form, 'reason')}
            error={errorOf(findings, 'reason')}
          />
          <Button variant="warning">Take the import back</Button>
        </form>
      </>
    ),
  }
}
