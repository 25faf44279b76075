import type { Planted } from './plant.ts'

// Faults that no test notices and that stay, each with the reason. A fault is known by its file and what stands in place
// of what, so that it is found again when lines have moved.

type Accepted = {
  readonly file: string
  readonly original: string
  readonly replacement: string
  readonly because: string
}

const ACCEPTED: readonly Accepted[] = []

export const whyAccepted = ({ file, original, replacement }: Planted): string | undefined =>
  ACCEPTED.find(
    (one) =>
      file === `src/clinical/${one.file}` &&
      original === one.original &&
      replacement === one.replacement,
  )?.because
