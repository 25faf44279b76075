import { FLAGS } from '#clinical/clinic-on-day.ts'
import type { ControlFlags, Flag } from '#clinical/control.ts'
import type { ControlFigures } from '#clinical/control-figures.ts'
import type { ControlMethod } from '#clinical/method-figures.ts'
import { INDICATORS, type IndicatorId } from '#clinical/npsa-definitions.ts'
import type { Indicators } from '#clinical/npsa-indicators.ts'
import type { Exclusions } from '#clinical/period.ts'
import type { Place } from '#clinical/proportion-in-range.ts'
import type { ClinicianFigures } from './clinician-control.ts'
import type { figuresOf } from './provider-control.ts'

/** The people whom one figure counts, under the name that its link bears. */
export type CountedList = { readonly key: string; readonly people: readonly number[] }

export const methodKey = (exclusions: Exclusions['id'], method: ControlMethod): string =>
  `time-in-range.${exclusions}.${method}`

export const LEFT_OUT = ['notMeasurable', 'tooShort', 'nothingCounted'] as const
type LeftOutPart = (typeof LEFT_OUT)[number]

export const leftOutKey = (exclusions: Exclusions['id'], part: LeftOutPart): string =>
  `left-out.${exclusions}.${part}`

export const PLACES = ['in-range', 'below', 'above', 'not-known', 'no-inr', 'old'] as const
export const placeKey = (place: Place | 'no-inr' | 'old'): string => `last-inr.${place}`

export const FLAG_ANSWERS: readonly Flag[] = ['yes', 'possible', 'no', 'not-known']
export const flagKey = (flag: keyof ControlFlags, answer: Flag): string => `flag.${flag}.${answer}`

/** Every list of people behind the figures of control. */
export function controlLists(figures: ReturnType<typeof figuresOf>): readonly CountedList[] {
  return [
    ...listsOf(figures.nice),
    ...listsOf(figures.twoWeeks),
    ...PLACES.map((place) => ({ key: placeKey(place), people: figures.prevalence[place] })),
    ...FLAGS.flatMap((flag) =>
      FLAG_ANSWERS.map((answer) => ({
        key: flagKey(flag, answer),
        people: figures.flags[flag][answer],
      })),
    ),
  ]
}

const listsOf = ({ exclusions: { id }, methods, leftOut }: ControlFigures) => [
  ...methods.map(({ method, mean }) => ({ key: methodKey(id, method), people: mean.people })),
  ...LEFT_OUT.map((part) => ({ key: leftOutKey(id, part), people: leftOut[part] })),
]

export const indicatorKey = (id: IndicatorId): string => `indicator.${id}`

/** The lists of people behind the safety indicators; where only part of the facts is known, those known. */
export const indicatorLists = (indicators: Indicators): readonly CountedList[] =>
  INDICATORS.map(({ id }) => {
    const answer = indicators[id]
    const people = answer.kind === 'figure' ? answer.people : (answer.atLeast?.people ?? [])
    return { key: indicatorKey(id), people }
  })

export const isIndicatorKey = (key: string): boolean => key.startsWith('indicator.')

/** People who were dosed by a clinician; nobody here is `nobody`. */
export const clinicianKey = (accountId: string | null): string =>
  `clinician.${accountId ?? 'nobody'}`

export const clinicianLists = (clinicians: readonly ClinicianFigures[]): readonly CountedList[] =>
  clinicians.map(({ accountId, methods }) => ({
    key: clinicianKey(accountId),
    people: methods[0]?.mean.people ?? [],
  }))

export const isClinicianKey = (key: string): boolean => key.startsWith('clinician.')
