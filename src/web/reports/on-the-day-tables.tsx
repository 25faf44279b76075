import {
  FLAGS,
  type FlaggedPeople,
  inRangeOfAll,
  type PointPrevalence,
} from '#clinical/clinic-on-day.ts'
import { percentHundredths } from '#clinical/method-figures.ts'
import { Table } from '#web/parts/table.tsx'
import { FLAG_ANSWERS, flagKey, PLACES, placeKey } from '#workflow/counted-lists.ts'
import { peopleHref, type ReportOf } from './addresses.ts'
import {
  countInWords,
  FLAG_ANSWER_WORDS,
  FLAG_WORDS,
  PLACE_WORDS,
  percentInWords,
} from './figure-words.ts'

type Props = { readonly of: ReportOf; readonly onTreatment: number }

/** Point prevalence: where the last INR of everybody stood on the last day of the period. */
export function PrevalenceTable({
  prevalence,
  of,
  onTreatment,
}: Props & { readonly prevalence: PointPrevalence }) {
  const isKnown = inRangeOfAll(prevalence) !== 'not-known'
  return (
    <Table
      caption="Last INR of everybody on treatment on the last day (point prevalence)"
      captionSize="s"
      compact
      columns={[
        { heading: 'Last INR' },
        { heading: 'People', numeric: true },
        { heading: 'Of all', numeric: true },
      ]}
      rows={[
        ...PLACES.map((place) => ({
          key: place,
          cells: [
            PLACE_WORDS[place],
            <a key="people" href={peopleHref(of, placeKey(place))}>
              {countInWords(prevalence[place].length)}
            </a>,
            isKnown
              ? percentInWords(percentHundredths(prevalence[place].length, onTreatment))
              : NOTHING_KNOWN,
          ],
        })),
        { key: 'all', cells: ['All on treatment', countInWords(onTreatment), ''] },
      ]}
    />
  )
}

/** NICE's flags of poor control over the six months up to the last day. */
export function FlagTable({
  flags,
  of,
}: Omit<Props, 'onTreatment'> & { readonly flags: FlaggedPeople }) {
  return (
    <Table
      caption="Poor control by NICE, in the 6 months up to the last day"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Flag' },
        ...FLAG_ANSWERS.map((answer) => ({ heading: FLAG_ANSWER_WORDS[answer], numeric: true })),
        { heading: 'Yes, of known', numeric: true },
      ]}
      rows={FLAGS.map((flag) => ({
        key: flag,
        cells: [
          FLAG_WORDS[flag],
          ...FLAG_ANSWERS.map((answer) => (
            <a key={answer} href={peopleHref(of, flagKey(flag, answer))}>
              {countInWords(flags[flag][answer].length)}
              <span className="nhsuk-u-visually-hidden">
                {' '}
                {FLAG_WORDS[flag]}: {FLAG_ANSWER_WORDS[answer]}
              </span>
            </a>
          )),
          yesOfKnown(flags[flag]),
        ],
      }))}
    />
  )
}

const NOTHING_KNOWN = 'not known'

/** Who is not known is no part of the share: not known is not a no. */
function yesOfKnown({ yes, possible, no }: FlaggedPeople[(typeof FLAGS)[number]]): string {
  const known = yes.length + possible.length + no.length
  if (known === 0) return NOTHING_KNOWN
  return `${percentInWords(percentHundredths(yes.length, known))} of ${countInWords(known)}`
}
