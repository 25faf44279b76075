import { clinicalDate, day } from '#base/day.ts'
import { formatInr, formatTenths } from '#clinical/inr.ts'
import type { ControlRule } from '#clinical/meter-control.ts'
import { Tag, type TagColour } from '#web/parts/tag.tsx'
import type { MeterShown, MetersShown } from '#workflow/meters-shown.ts'

const STOPS: Readonly<
  Record<NonNullable<MeterShown['stop']>, { readonly text: string; readonly colour: TagColour }>
> = {
  'stopped-by-site': { text: 'Stopped by the site', colour: 'red' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
  'control-failed': { text: 'Control failed', colour: 'red' },
  'control-due': { text: 'Control due', colour: 'orange' },
  'not-registered': { text: 'Not registered', colour: 'grey' },
}

/** Whether a dose may rest on a meter today; of one of which nothing is asked, nothing is promised. */
export function MeterState({ meter: { stop, dueOn } }: { readonly meter: MeterShown }) {
  if (stop !== null) return <Tag colour={STOPS[stop].colour}>{STOPS[stop].text}</Tag>
  return dueOn === null ? (
    <Tag colour="grey">No control asked for</Tag>
  ) : (
    <Tag colour="green">In control</Tag>
  )
}

/** How a control went: `Passed 27-Nov-2026: 2.6, range 2.1 to 3.1`. */
export function controlInWords(control: MetersShown['lastControl']): string {
  if (control === null) return 'None recorded'
  const { outcome, doneOn, comparator, tenths, lowTenths, highTenths } = control
  const said = `${outcome === 'passed' ? 'Passed' : 'Failed'} ${clinicalDate(day(doneOn))}`
  if (comparator === null || tenths === null || lowTenths === null || highTenths === null) {
    return `${said}, as the meter shows`
  }
  const range = `${formatTenths(lowTenths)} to ${formatTenths(highTenths)}`
  return `${said}: ${formatInr({ comparator, tenths })}, range ${range}`
}

/** When the next control is due, in words. */
export function dueInWords({ stop, dueOn }: MeterShown): string {
  if (stop === 'withdrawn' || dueOn === null) return ''
  return dueOn === 'now' || stop === 'control-failed' ? 'Now' : clinicalDate(dueOn)
}

/** How often a control is asked for, with where that comes from. */
export function ruleInWords({ everyDays, from, source }: ControlRule): string {
  const often =
    everyDays === null
      ? 'No control is asked for'
      : everyDays === 1
        ? 'A control must have passed on each day on which a meter is used'
        : `A control must have passed within ${everyDays} days`
  return `${often}, from ${clinicalDate(from)}. Source: ${source.replace(/\.$/, '')}.`
}
