/** The three files of an export, by the kind of record they hold. */
export const IMPORT_FILES = {
  patients: 'patients.csv',
  episodes: 'episodes.csv',
  results: 'results.csv',
} as const

export type ImportKind = keyof typeof IMPORT_FILES
export const IMPORT_KINDS = ['patients', 'episodes', 'results'] as const

/**
 * What is wrong at one place of a file and what to do. Line 1 is the headings. An error keeps the row (or the
 * file) out; a warning is about a row that is taken, or that was taken already.
 */
export type ImportFinding = {
  readonly file: (typeof IMPORT_FILES)[ImportKind]
  readonly line: number
  readonly field: string
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
}

/** A file that cannot be read as a whole; `status` is how a door says it over HTTP. */
export type FileRefusal = {
  readonly kind: 'refused'
  readonly status: 413 | 415 | 422
  readonly finding: ImportFinding
}

type Fault = {
  readonly status?: FileRefusal['status']
  readonly line?: number
  readonly field?: string
  readonly code: string
  readonly message: string
}

/** Refuses a whole file. Without a line the finding stands at the headings. */
export function refuseFile(kind: ImportKind, fault: Fault): FileRefusal {
  const { status = 422, line = 1, field = '', code, message } = fault
  const finding = {
    file: IMPORT_FILES[kind],
    line,
    field,
    severity: 'error',
    code,
    message,
  } as const
  return { kind: 'refused', status, finding }
}
