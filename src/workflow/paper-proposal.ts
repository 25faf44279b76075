import type { Day } from '#base/day.ts'
import type { Proposed } from '#clinical/paper-dose.ts'
import type { Advice } from '#clinical/warfarin/advice.ts'
import type { Desk } from './desk.ts'
import type { PaperTyped } from './paper-typed.ts'
import { suggestionFor } from './suggestion.ts'
import type { VisitCase } from './visit-case.ts'

/** What the rules say to the visit of a sheet as of its own time: with nothing that was known only afterwards. */
export const proposedThen = (known: VisitCase, paper: PaperTyped, desk: Desk): Proposed =>
  ask(before(known, paper.result.sample.on), paper, desk, paper.result.sample)

/** What they say to the same visit as of now. */
export const proposedNow = (known: VisitCase, paper: PaperTyped, desk: Desk): Proposed =>
  ask(known, paper, desk, { on: desk.today, at: desk.now })

function ask(
  known: VisitCase,
  { result, answers }: PaperTyped,
  { application }: Desk,
  when: { readonly on: Day; readonly at: number },
): Proposed {
  const { inr, raw, method, sample, device = null } = result
  const visit = {
    ...{ inr, raw, method, sample, answers, device },
    ...{ unsound: null, statedUg: undefined, comment: null, replaces: null },
  }
  const { advice } = suggestionFor(known, visit, { today: when.on, now: when.at, application })
  return said(advice)
}

function said(advice: Advice): Proposed {
  if (advice.kind === 'alarm') {
    const { alarms } = advice
    return {
      kind: 'alarm',
      codes: alarms.map(({ code }) => code),
      titles: alarms.map(({ title }) => title),
    }
  }
  const { roundedUg: dailyUg, omitDays, nextTest } = advice
  return { kind: 'dose', dailyUg, omitDays, nextTestOn: nextTest.latestOn }
}

/** The course without the results and doses of that day and after it. */
const before = (known: VisitCase, on: Day): VisitCase => ({
  ...known,
  history: known.history.filter(({ sampledOn }) => sampledOn < on),
  doses: known.doses.filter(({ fromOn }) => fromOn < on),
})
