type Place = { readonly line: number; readonly column: number }

/** A fault as Stryker describes it: what would stand in place of what; lines and columns from 0. */
export type Fault = {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement: string
  readonly location: { readonly start: Place; readonly end: Place }
}

type NamedText = { readonly name: string; readonly content: string }

export function instrument(files: readonly NamedText[]): Promise<{
  readonly files: readonly NamedText[]
  readonly mutants: readonly Fault[]
}>
