import { clinicalDate, day } from '#base/day.ts'
import { formatTenths } from '#clinical/inr.ts'
import type { EmergencyRecord } from '#workflow/emergency-record.ts'

type Summary = EmergencyRecord['summary']
type Course = Summary['courses'][number]

/** What whoever treats must not miss, as rows of the summary; nothing where there is nothing. */
export function warningsOf({ mechanicalValve, antiphospholipid }: Summary) {
  return [
    ...(mechanicalValve === null || mechanicalValve === 'none'
      ? []
      : [
          {
            key: 'Heart valve',
            value: mechanicalValve === 'not-known' ? 'Not known' : 'MECHANICAL VALVE',
          },
        ]),
    ...(antiphospholipid === 'yes'
      ? [{ key: 'Antiphospholipid syndrome', value: 'Yes: finger-prick INRs may be wrong' }]
      : []),
  ]
}

/** A course in one line: what, what for, its target, whether it is paused. */
export function courseInWords(course: Course): string {
  const { medicine, indication, nextTestOn } = course
  return [
    `${medicine.replaceAll('-', ' ')}${indication === null ? '' : ` for ${indication}`}`,
    ...targetOf(course),
    ...standingOf(course),
    nextTestOn === null ? 'no next test' : `next test ${clinicalDate(day(nextTestOn))}`,
  ].join('; ')
}

const targetOf = ({ targetTenths, lowTenths, highTenths }: Course): readonly string[] =>
  targetTenths === null || lowTenths === null || highTenths === null
    ? []
    : [
        `target INR ${formatTenths(targetTenths)} (${formatTenths(lowTenths)} to ${formatTenths(highTenths)})`,
      ]

const standingOf = ({
  phase,
  suspendedUntil,
  bridging,
  isConfirmed,
}: Course): readonly string[] => [
  ...(phase === 'suspended' && suspendedUntil !== null
    ? [`PAUSED until ${clinicalDate(day(suspendedUntil))}`]
    : []),
  ...(phase === 'initiating' ? ['being started'] : []),
  ...(bridging ? ['given beside another'] : []),
  ...(isConfirmed ? [] : ['plan brought in and not confirmed']),
]
