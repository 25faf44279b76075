import { uuid } from '#base/ids.ts'
import { findUnknown, type UnknownHere, unknownHere } from '#store/unknown-here.ts'
import { notHere } from './outcome.ts'
import { view } from './view.ts'

export type { UnknownHere }

export type UnknownShown = { readonly kind: 'unknown'; readonly lines: readonly UnknownHere[] }

/** What the outside knows and the restored database does not, and how each was cleared. */
export const unknownShown = view<Readonly<Record<never, never>>, UnknownShown>(
  'clear-after-restore',
  async ({ tx }) => ({ kind: 'unknown', lines: await unknownHere(tx) }),
)

export type UnknownPage = { readonly kind: 'unknown-line'; readonly line: UnknownHere }

export const unknownPage = view<{ readonly id: string }, UnknownPage>(
  'clear-after-restore',
  async ({ tx }, { id }) => {
    const asked = uuid(id)
    const line = asked && (await findUnknown(tx, asked))
    return line === undefined ? notHere('line') : { kind: 'unknown-line', line }
  },
)
