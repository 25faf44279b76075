import {
  type FileRefusal,
  IMPORT_FILES,
  type ImportFinding,
  type ImportKind,
} from './import-finding.ts'

type Place = { readonly kind: ImportKind; readonly line: number; readonly field: string }
type Fate = 'held' | 'left-out'

/**
 * What was found while an import is read, and so what becomes of each row: taken; held (an error: it waits for
 * a person); or left out (it is here already).
 */
export type ImportBook = {
  /** Keeps the row out until somebody has put it right; of two faults in one cell the first is said. */
  hold(place: Place, code: string, message: string): undefined
  /** Says something about a row that is taken all the same. */
  warn(place: Place, code: string, message: string): void
  /** Does not take the row because what it says is here already. */
  leaveOut(place: Place, code: string, message: string): void
  /** Refuses a file as a whole. */
  refuse(refusal: FileRefusal): void
  isTaken(kind: ImportKind, line: number): boolean
  isHeld(kind: ImportKind, line: number): boolean
  readonly refusals: readonly FileRefusal[]
  /** In the order of the files, then of their lines. */
  findings(): readonly ImportFinding[]
}

export function openImportBook(): ImportBook {
  const findings: ImportFinding[] = []
  const refusals: FileRefusal[] = []
  const fates = { patients: new Map(), episodes: new Map(), results: new Map() } satisfies Record<
    ImportKind,
    Map<number, Fate>
  >
  const said = new Set<string>()
  const note = (place: Place, severity: 'error' | 'warning', code: string, message: string) => {
    const { kind, line, field } = place
    findings.push({ file: IMPORT_FILES[kind], line, field, severity, code, message })
  }
  return {
    hold(place, code, message) {
      fates[place.kind].set(place.line, 'held')
      const name = placeName(place)
      if (!said.has(name)) note(place, 'error', code, message)
      said.add(name)
      return undefined
    },
    warn(place, code, message) {
      if (!said.has(placeName(place))) note(place, 'warning', code, message)
    },
    leaveOut(place, code, message) {
      if (!fates[place.kind].has(place.line)) fates[place.kind].set(place.line, 'left-out')
      note(place, 'warning', code, message)
    },
    refuse(refusal) {
      refusals.push(refusal)
      findings.push(refusal.finding)
    },
    isTaken: (kind, line) => !fates[kind].has(line),
    isHeld: (kind, line) => fates[kind].get(line) === 'held',
    refusals,
    findings: () => findings.toSorted(inFileOrder),
  }
}

const placeName = ({ kind, line, field }: Place): string => `${kind} ${line} ${field}`

const FILE_ORDER = Object.values(IMPORT_FILES)

const inFileOrder = (one: ImportFinding, other: ImportFinding): number =>
  FILE_ORDER.indexOf(one.file) - FILE_ORDER.indexOf(other.file) || one.line - other.line
