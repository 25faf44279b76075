import { parseArgs } from 'node:util'
import { DATE_FORMATS, type DateFormat } from '#interchange/import-day.ts'

export type ImportArgs = {
  readonly folder: string
  readonly dryRun: boolean
  readonly json: boolean
  readonly dateFormat: DateFormat
  readonly headingsConfirmed: boolean
  /** Name or ODS code of the provider, where there are several. */
  readonly practice: string | undefined
  /** User name of the person who imports. */
  readonly as: string | undefined
}

export const IMPORT_USAGE = `evenkeel import DIR [--dry-run] [--json] [--dates dd/mm/yyyy] [--confirm-headings] [--practice NAME] [--as USERNAME]

  DIR holds patients.csv, episodes.csv and results.csv.
  --dry-run            reads and reports; nothing is written, no database is needed
  --json               prints {"findings": [{file, line, field, severity, message}], "taken": {...}}
  --dates dd/mm/yyyy   the files write the day first (otherwise: yyyy-mm-dd)
  --confirm-headings   headings in another case or with spaces mean what they seem to
  --practice           name or ODS code of the provider, where there are several
  --as                 user name of the person who imports (otherwise: the practice manager)

  Ends with 0 when the import is taken (held rows are reported), 1 when it is refused, 2 when asked wrongly.
`

/** Reads the words behind `evenkeel import`; undefined when they are not a question that can be answered. */
export function readImportArgs(args: readonly string[]): ImportArgs | undefined {
  const read = optionsOf(args)
  if (read === undefined) return undefined
  const { values, positionals } = read
  const [folder, ...others] = positionals
  const dateFormat = DATE_FORMATS.find((format) => format === (values.dates ?? 'yyyy-mm-dd'))
  if (folder === undefined || others.length > 0 || dateFormat === undefined) return undefined
  return {
    folder,
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
    dateFormat,
    headingsConfirmed: values['confirm-headings'] ?? false,
    practice: values.practice,
    as: values.as,
  }
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        dates: { type: 'string' },
        'confirm-headings': { type: 'boolean' },
        practice: { type: 'string' },
        as: { type: 'string' },
      },
    })
  } catch {
    return undefined
  }
}
