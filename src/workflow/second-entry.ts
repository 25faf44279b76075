import type { TextFields } from './text-fields.ts'

/** The second entry of an INR: typed whole, or chosen in parts where a page runs no script and a box could be pasted into. */
export const SECOND_ENTRY = [
  'inrAgain',
  'inrAgain[sign]',
  'inrAgain[whole]',
  'inrAgain[tenth]',
] as const
export type SecondEntry = TextFields<(typeof SECOND_ENTRY)[number]>

/** Of a second entry that was given in both ways at once: no INR, so that it agrees with none. */
const NEITHER = ''

/** The second entry as one text, to be read as the first is; undefined where none was made. */
export function secondEntryOf(fields: SecondEntry): string | undefined {
  const { inrAgain, 'inrAgain[sign]': sign = '=' } = fields
  const [whole = '', tenth = ''] = [fields['inrAgain[whole]'], fields['inrAgain[tenth]']]
  if (whole === '' && tenth === '' && sign === '=') return inrAgain
  if (inrAgain !== undefined && inrAgain !== '') return NEITHER
  return `${sign === '=' ? '' : sign}${whole}.${tenth}`
}
