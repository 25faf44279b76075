import type { NamedColumn } from '#interchange/meter-columns.ts'
import type { SentShown } from '#workflow/bring-in-results.ts'

/** What each column of a meter's file holds. */
export const COLUMN_WORDS: Readonly<Record<NamedColumn, string>> = {
  result_id: 'Number of the result',
  nhs_number: 'NHS number',
  date_of_birth: 'Date of birth',
  family_name: 'Family name',
  inr: 'INR',
  measured_at: 'When it was measured',
  measured_time: 'Time of day',
  meter_serial: 'Serial number of the meter',
  strip_lot: 'Lot of the strips',
  type: 'Result or control',
  control_level: 'Level of the control',
  control_lot: 'Lot of the control',
  control_low: 'Lowest value of the control',
  control_high: 'Highest value of the control',
  control_outcome: 'Outcome of the control',
}

/** A heading as it stands, with its place where it has no words. */
export const headingWords = (headings: readonly string[], place: number): string =>
  headings[place]?.trim() || `column ${place + 1}, without a heading`

/** What was named, as one sentence. */
export function namingWords({ at, headings, dayFirst }: SentShown['named'][number]): string {
  const named = Object.entries(COLUMN_WORDS).flatMap(([column, words]) => {
    const place = at[column]
    return place === undefined ? [] : [`${words} from "${headingWords(headings, place)}"`]
  })
  return `${named.join(', ')}; dates with the ${dayFirst ? 'day' : 'year'} first`
}
