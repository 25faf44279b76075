import type { AbsenceWords } from './absences.ts'

/** What may be left over of records that came from another product. */
export const IMPORT_ABSENCE_WORDS: Readonly<
  Record<'unverified-plan' | 'unmapped-indication' | 'sent-result-held' | 'held-row', AbsenceWords>
> = {
  'unverified-plan': {
    urgency: 'this-week',
    label: 'imported plan not confirmed',
    looksFor: 'Plans of another product that nobody has confirmed; they cannot be dosed.',
  },
  'unmapped-indication': {
    urgency: 'this-week',
    label: 'imported indication not mapped',
    looksFor: 'Imported plans whose indication is not yet a coded one.',
  },
  'sent-result-held': {
    urgency: 'act-now',
    label: 'result of a file held',
    looksFor:
      'Results that a laboratory or a meter sent and that are on no record yet, because whose they are or what they say is not certain, and files of meters whose columns nobody has named.',
  },
  'held-row': {
    urgency: 'this-week',
    label: 'imported row held',
    looksFor: 'Rows of an imported file that could not be taken and that nobody has settled.',
  },
}
