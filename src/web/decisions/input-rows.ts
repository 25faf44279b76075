import { clinicalDate } from '#base/day.ts'
import { formatMg, mgNumber } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { METHOD_WORDS } from '#register/plan-words.ts'
import { answersInWords } from '#web/patient/task-facts.tsx'

type Row = { readonly key: string; readonly value: string }

/**
 * What else the rules were told about a visit than the reasons say, nothing left out: what has no words is shown as
 * it is stored.
 */
export function inputRows(inputs: AdviseInput): readonly Row[] {
  const { inr: _inr, target: _target, currentDailyUg: _dose, ...others } = inputs
  const { today, sampledOn, method, phase, previous, testWasDueOn, answers, ...more } = others
  const { scheduledYesterdayUg, risk, tabletSet, ...rest } = more
  const before = previous.map(({ inr, on }) => `${formatInr(inr)} (${clinicalDate(on)})`)
  return [
    { key: 'Asked on', value: clinicalDate(today) },
    { key: 'Measured', value: `${METHOD_WORDS[method]}, ${clinicalDate(sampledOn)}` },
    { key: 'Phase', value: phase },
    { key: 'Results before', value: before.join(', ') || 'none' },
    { key: 'Test was due', value: orNotKnown(testWasDueOn, clinicalDate) },
    { key: 'Answers', value: answersInWords(answers) },
    { key: 'Scheduled yesterday', value: orNotKnown(scheduledYesterdayUg, formatMg) },
    { key: 'Risk', value: riskInWords(risk) },
    { key: 'Tablets', value: tabletsInWords(tabletSet) },
    ...Object.entries(rest).map(([name, value]) => ({
      key: nameInWords(name),
      value: typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value),
    })),
  ]
}

const orNotKnown = <Value>(value: Value | 'not-known', says: (known: Value) => string): string =>
  value === 'not-known' ? 'not known' : says(value)

function riskInWords({ mechanicalValve, antiphospholipid, highRiskLowInr }: AdviseInput['risk']) {
  return [
    `mechanical valve: ${mechanicalValve.replaceAll('-', ' ')}`,
    `antiphospholipid syndrome: ${antiphospholipid.replaceAll('-', ' ')}`,
    ...highRiskLowInr.map((reason) => reason.replaceAll('-', ' ')),
  ].join('; ')
}

const tabletsInWords = ({ strengths, halves }: AdviseInput['tabletSet']): string =>
  `${strengths.map(mgNumber).join(', ')} mg, ${halves ? 'halved where needed' : 'never halved'}`

/** `protocolMayDose` is `Protocol may dose`. */
function nameInWords(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
