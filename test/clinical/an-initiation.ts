// A visit within an initiation: started by a protocol on a day, with the doses so far, INR and dates to be changed.
import { addDays, type Day, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type {
  GivenDose,
  InitiationInput,
  InitiationProtocol,
} from '#clinical/initiation/protocol.ts'
import type { Inr } from '#clinical/inr.ts'
import type { Advice, AdviseInput } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { aVisit, inr, someAnswers } from './a-visit.ts'

/** A Tuesday, so that days 3, 7 and 14 are a Thursday and two Mondays. */
export const FIRST_ON = day('2026-12-01')

/** Doses in mg, one for each day since day 1. */
export function given(mgByDay: readonly number[], firstOn: Day = FIRST_ON): readonly GivenDose[] {
  const runs: GivenDose[] = []
  for (const [nth, mg] of mgByDay.entries()) {
    const dose = Math.round(mg * 1000)
    const last = runs.at(-1)
    if (last?.ug === dose) runs[runs.length - 1] = { ...last, days: last.days + 1 }
    else runs.push({ from: addDays(firstOn, nth), days: 1, ug: dose })
  }
  return runs
}

export const days = (count: number, mg: number): readonly number[] =>
  Array.from({ length: count }, () => mg)

export type Initiating = {
  readonly protocol: InitiationProtocol
  readonly day: number
  /** In tenths, or one beyond what was measured. */
  readonly inr: number | Inr
  /** In mg for each day since day 1. */
  readonly taken: readonly number[]
  readonly who?: Partial<
    Pick<InitiationInput, 'sex' | 'age' | 'interrupted' | 'version' | 'closed'>
  >
  readonly visit?: Partial<AdviseInput>
}

/** The visit as the rules are given it: due today, everything taken, nothing to report. */
export function initiating(of: Initiating): AdviseInput {
  const today = addDays(FIRST_ON, of.day - 1)
  const yesterday = ug(Math.round((of.taken.at(-1) ?? 0) * 1000))
  return aVisit({
    today,
    sampledOn: today,
    testWasDueOn: today,
    inr: typeof of.inr === 'number' ? inr(of.inr) : of.inr,
    phase: 'initiating',
    currentDailyUg: yesterday,
    scheduledYesterdayUg: yesterday,
    answers: { ...someAnswers(yesterday), answeredOn: today },
    previous: [],
    initiation: {
      protocol: of.protocol,
      version: 1,
      firstOn: FIRST_ON,
      sex: 'female',
      age: 72,
      given: given(of.taken),
      interrupted: false,
      ...of.who,
    },
    ...of.visit,
  })
}

export const adviceOn = (of: Initiating): Advice => advise(initiating(of), DEFAULT_RULE_SET)

/** `2 mg, test on day 3`, or the codes of the alarms: what a table of a test says in a word. */
export function inShort(of: Initiating): string {
  const advice = adviceOn(of)
  if (advice.kind === 'alarm') return advice.alarms.map(({ code }) => code).join(' ')
  return `${advice.roundedUg / 1000} mg, day ${of.day + advice.nextTest.days}`
}
