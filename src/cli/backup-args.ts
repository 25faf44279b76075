import { parseArgs } from 'node:util'

/** Two, so that a copy that turns out to be damaged has another before it. */
export const LEAST_COPIES = 2
const MOST_DAYS = 3650
const MOST_COPIES = 1000

type Keep = { readonly days: number; readonly least: number }

type Asked =
  | { readonly kind: 'check'; readonly folder: string }
  | { readonly kind: 'prune'; readonly folder: string; readonly keep: Keep }
  | { readonly kind: 'all'; readonly to: string; readonly keep: Keep | undefined }
  | { readonly kind: 'log'; readonly to: string; readonly every: number | undefined }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unknown' }

const UNKNOWN = { kind: 'unknown' } as const

const TEXT = { type: 'string' } as const
const WORDS = {
  to: TEXT,
  check: TEXT,
  prune: TEXT,
  every: TEXT,
  log: { type: 'boolean' },
  'keep-days': TEXT,
  'keep-least': TEXT,
} as const

type Words = ReturnType<typeof parseArgs<{ options: typeof WORDS }>>['values']

/** What `evenkeel backup` was asked to do. */
export function askedToBackUp(args: readonly string[]): Asked {
  const words = wordsOf(args)
  const keep = words && keepOf(words)
  if (words === undefined || keep === undefined) return UNKNOWN
  if (keep.kind === 'refused') return keep
  const { to, check, prune } = words
  if ([to, check, prune].filter((folder) => folder !== undefined).length !== 1) return UNKNOWN
  if (to !== undefined) return askedToCopy(words, to, keep.keep)
  if (words.log !== undefined || words.every !== undefined) return UNKNOWN
  return prune === undefined ? askedToCheck(check, keep.keep) : askedToPrune(prune, keep.keep)
}

function wordsOf(args: readonly string[]): Words | undefined {
  try {
    return parseArgs({ args: [...args], options: WORDS }).values
  } catch {
    return undefined
  }
}

const askedToCheck = (folder = '', keep?: Keep): Asked =>
  keep === undefined ? { kind: 'check', folder } : UNKNOWN

const askedToPrune = (folder: string, keep?: Keep): Asked =>
  keep === undefined
    ? refused(
        'Say how many days are kept, like --keep-days 35: any moment of them can then still be restored.',
      )
    : { kind: 'prune', folder, keep }

const SECONDS = /^[1-9]\d{0,4}$/

function askedToCopy({ log, every }: Words, to: string, keep: Keep | undefined): Asked {
  if (log === undefined) return every === undefined ? { kind: 'all', to, keep } : UNKNOWN
  if (keep !== undefined)
    return refused('Only a whole copy makes older ones needless: leave out --log.')
  if (every === undefined) return { kind: 'log', to, every }
  return SECONDS.test(every) ? { kind: 'log', to, every: Number(every) } : UNKNOWN
}

type AskedToKeep =
  | { readonly kind: 'keep'; readonly keep: Keep | undefined }
  | { readonly kind: 'refused'; readonly message: string }

function keepOf({ 'keep-days': days, 'keep-least': least }: Words): AskedToKeep {
  if (days === undefined) {
    if (least === undefined) return { kind: 'keep', keep: undefined }
    return refused('--keep-least goes with --keep-days: without it nothing is removed.')
  }
  const keep = {
    days: wholeTo(MOST_DAYS, days),
    least: wholeTo(MOST_COPIES, least ?? `${LEAST_COPIES}`),
  }
  if (keep.days === undefined) return refused(nonsense('--keep-days', 'days', MOST_DAYS, days))
  if (keep.least === undefined) {
    return refused(nonsense('--keep-least', 'copies', MOST_COPIES, least))
  }
  return { kind: 'keep', keep: { days: keep.days, least: keep.least } }
}

function wholeTo(most: number, text: string): number | undefined {
  if (!/^[1-9]\d{0,3}$/.test(text)) return undefined
  const number = Number(text)
  return number <= most ? number : undefined
}

const nonsense = (word: string, what: string, most: number, text = ''): string =>
  `${word} is a whole number of ${what} from 1 to ${most.toLocaleString('en-GB')}, not \u201c${text}\u201d. Nothing was copied or removed.`

const refused = (message: string) => ({ kind: 'refused', message }) as const
