// A trial: the same virtual people under each arm, in each truth. Streams through people, so that memory does not grow with
// their number; the people of a chunk are worked out together and chunks are put together in order.
import { armOf } from './arms.ts'
import { emptyChart } from './chart.ts'
import { runCourse } from './clinic.ts'
import { diceOf } from './dice.ts'
import { figuresOf } from './figures.ts'
import { addPerson, type ChunkTally, emptyChunk } from './groups.ts'
import { emptyLife, live } from './life.ts'
import { personOf } from './people.ts'
import { scenarioOf } from './scenarios.ts'
import { PEOPLE_A_CHUNK, type Setting, type TrialSpec } from './spec.ts'
import type { CourseFigures } from './tallies.ts'
import { bodyOf } from './truths.ts'

/** Works out one chunk of people in one setting. */
export function runChunk(spec: TrialSpec, setting: Setting, chunk: number): ChunkTally {
  const scenario = scenarioOf(setting.scenario)
  const arms = spec.arms.map((id) => armOf(id, spec))
  const tallies = emptyChunk(spec)
  const body = bodyOf(setting.truth)
  const life = emptyLife(spec.days)
  const chart = emptyChart(spec.days)
  const last = Math.min(spec.patients, (chunk + 1) * PEOPLE_A_CHUNK)
  for (let number = chunk * PEOPLE_A_CHUNK; number < last; number += 1) {
    const dice = diceOf(spec.seed, number)
    const person = personOf(number, dice, scenario.within)
    live(life, person, dice, scenario)
    let first: CourseFigures | undefined
    for (const [nth, groups] of tallies.entries()) {
      const arm = arms[nth]
      if (arm === undefined) continue
      const outcome = runCourse({ person, chart, life, body, arm }, spec, scenario.clinic)
      const figures = figuresOf(chart, outcome, spec)
      first ??= figures
      addPerson(groups, person, figures, first)
    }
  }
  return tallies
}
