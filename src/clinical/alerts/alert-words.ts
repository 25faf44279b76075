import { capitalised } from '#base/capitalised.ts'
import {
  INITIATION_ALARM_TITLES,
  isInitiationAlarm,
} from '#clinical/initiation/initiation-alarms.ts'
import { protocolCard } from '#clinical/protocols.ts'
import { ALARMS } from '#clinical/warfarin/alarm-actions.ts'
import type { AlertKind } from './alert-answers.ts'
import type { AlertFigures } from './alert-figures.ts'

/** What each kind of alert does to the person who works. */
export const ALERT_KIND_WORDS: Readonly<Record<AlertKind, string>> = {
  alarm: 'Alarm in the place of a dose',
  'second-clinician': 'Second clinician asked for',
  confirm: 'Question before a dose',
  doac: 'DOAC dose not as the rule',
  suggestion: 'Suggested dose',
}

/** The questions and stops of a dose by their codes, each in a line. */
const QUESTION_WORDS: Readonly<Record<string, string>> = {
  'many-tablets': 'Many tablets on one day',
  'look-alike-tablets': 'Both 0.5 mg and 5 mg tablets',
  'comment-contradicts': 'The comment and the dose do not agree',
  'test-on-bank-holiday': 'Next test on a bank holiday',
  'old-sample': 'Dosed on an INR that had waited for days',
  'later-than-advised': 'Next test later than advised',
  'against-direction': 'Dose up above range, or down below it',
  'large-change': 'Large change of the weekly dose',
  'high-daily-dose': 'High daily dose',
  'above-initiation-table': 'Dose above the table of the start',
  'interval-long-for-valve': 'Long interval with a mechanical valve',
}

const DOAC_WORDS: Readonly<Record<string, string>> = {
  differs: 'Dose is not the one of the rule',
  'differs-danger': 'Dose is dangerously far from the rule, or not taken as planned',
  'prescriber-decides': 'No rule gives a dose',
  contraindicated: 'May not be taken',
}

/** An alert by its words; a code that has none is shown as it is, never left out. */
export function alertInWords({ kind, code }: { readonly kind: AlertKind; readonly code: string }) {
  return wordsOf(kind, code) ?? asItIs(code)
}

function wordsOf(kind: AlertKind, code: string): string | undefined {
  switch (kind) {
    case 'alarm':
      return isInitiationAlarm(code) ? INITIATION_ALARM_TITLES[code] : alarmTitle(code)
    case 'doac':
      return DOAC_WORDS[code]
    case 'suggestion':
      return protocolCard(code)?.name
    case 'second-clinician':
    case 'confirm':
      return QUESTION_WORDS[code]
  }
}

const alarmTitle = (code: string): string | undefined =>
  Object.values(ALARMS).find((alarm) => alarm.code === code)?.title

const asItIs = (code: string): string => capitalised(code.replaceAll('-', ' '))

type Counted = Pick<AlertFigures, 'asked' | 'gonePast' | 'actedOn'>

/** `asked 40 times, gone past 38 times, 95 % of the answers`. */
export const goneInWords = ({ asked, gonePast, actedOn }: Counted): string =>
  `asked ${times(asked)}, gone past ${times(gonePast)}, ${sharePercent({ gonePast, actedOn })} of the answers`

/** The share gone past in tenths of a percent, rounded down: what is not above a limit is never shown above it. */
export function sharePercent({ gonePast, actedOn }: Omit<Counted, 'asked'>): string {
  const answers = gonePast + actedOn
  return answers === 0 ? 'none' : `${Math.floor((gonePast * 1000) / answers) / 10} %`
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
