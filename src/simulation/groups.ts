// The figures of some people: of each arm, in each group of people whose figures are shown apart.
import { recordOf } from '#base/record-of.ts'
import type { VirtualPerson } from './people.ts'
import type { TrialSpec } from './spec.ts'
import { type ArmTally, addArm, addCourse, type CourseFigures, emptyArm } from './tallies.ts'

export const GROUPS = [
  'everybody',
  'under-70',
  '70-to-79',
  '80-and-over',
  'vkorc1-GG',
  'vkorc1-GA',
  'vkorc1-AA',
] as const
export type Group = (typeof GROUPS)[number]

type GroupTallies = Readonly<Record<Group, ArmTally>>

/** Some people in one setting: for each arm the sums of each group. */
export type ChunkTally = readonly GroupTallies[]

export const emptyChunk = ({ arms }: Pick<TrialSpec, 'arms'>): ChunkTally =>
  arms.map(() => recordOf(GROUPS, emptyArm))

/** Adds a chunk to what is known so far, in the order of chunks. */
export function addChunk(to: ChunkTally, from: ChunkTally): void {
  for (const [nth, groups] of to.entries()) {
    const added = from[nth]
    if (added === undefined) continue
    for (const group of GROUPS) addArm(groups[group], added[group])
  }
}

/** Adds one person's course to each group that they belong to. */
export function addPerson(
  groups: GroupTallies,
  person: VirtualPerson,
  own: CourseFigures,
  first: CourseFigures,
): void {
  for (const group of groupsOf(person)) addCourse(groups[group], own, first)
}

const groupsOf = (person: VirtualPerson) =>
  ['everybody', ageGroup(person), `vkorc1-${person.vkorc1}`] as const

function ageGroup({ ageYears }: VirtualPerson): Group {
  if (ageYears < 70) return 'under-70'
  return ageYears < 80 ? '70-to-79' : '80-and-over'
}
