import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { abandonImport } from '#workflow/abandon-import.ts'
import { commitImport } from '#workflow/commit-import.ts'
import { type ImportDryRun, importDryRun } from '#workflow/import-dry-run.ts'
import type { Finding } from '#workflow/outcome.ts'
import { IMPORTS, importHref } from './addresses.ts'
import { filterFrom } from './findings-table.tsx'
import { StagedImport } from './staged-import.tsx'
import { TakenImport } from './taken-import.tsx'

type Problem = { readonly status: number; readonly findings: readonly Finding[] }

const batchOf = ({ params: { batch = '' } }: PageRequest): string => batch

/** One import: what it would do while it waits; what it did once it is taken. */
export const importPage: PageHandler = async (request) => showImport(request)

async function showImport(request: PageRequest, problem?: Problem): Promise<PageReply> {
  const { house, caller, query } = request
  const question = { batchId: batchOf(request), headingsConfirmed: false }
  const dryRun = await importDryRun(house, caller, question)
  if (dryRun.kind === 'refused') return refusalPage(dryRun)
  return {
    kind: 'page',
    status: problem?.status ?? 200,
    title: 'Import',
    place: 'service',
    errors: problem?.findings ?? [],
    main: (
      <>
        <BackLink href={IMPORTS}>Imports</BackLink>
        {content(request, dryRun, query, problem)}
      </>
    ),
  }
}

function content(
  { csrf, key, visitor }: PageRequest,
  dryRun: ImportDryRun,
  query: URLSearchParams,
  problem: Problem | undefined,
) {
  if (dryRun.batch.state !== 'staged') {
    const mayMap = exists('map-indication', visitor.role)
    return <TakenImport batch={dryRun.batch} mayMap={mayMap} />
  }
  return (
    <StagedImport
      csrf={csrf}
      requestKey={key}
      dryRun={dryRun}
      filter={filterFrom(query)}
      findings={problem?.findings ?? []}
    />
  )
}

/** Takes the import into the register. */
export const takeImport: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const batchId = batchOf(request)
  const outcome = await commitImport.run(house, caller, key, { ...fieldsOf(form), batchId })
  if (outcome.kind === 'refused') return showImport(request, outcome)
  return { kind: 'redirect', to: importHref(batchId) }
}

/** Lays the import aside. */
export const layImportAside: PageHandler = async (request) => {
  const { house, caller, key } = request
  const batchId = batchOf(request)
  const outcome = await abandonImport.run(house, caller, key, { batchId })
  if (outcome.kind === 'refused') return showImport(request, outcome)
  return { kind: 'redirect', to: IMPORTS }
}
