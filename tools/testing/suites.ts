import { globSync } from 'node:fs'
import { HOUSE } from './house.ts'

/** A group of test files that run in the same way, in one process or in several at once. */
export type Suite = {
  readonly name: string
  readonly files: readonly string[]
  /** Into how many processes it is divided, where there are as many files. */
  readonly parts: number
  readonly zone?: string
  readonly needsServer?: boolean
  readonly needsBrowser?: boolean
  /** Its limits of time are wide enough to run beside more than the cores bear. */
  readonly mayCrowd?: boolean
}

/** What one process runs of a suite. */
export type Part = { readonly suite: Suite; readonly files: readonly string[] }

const filesOf = (pattern: string): readonly string[] => globSync(pattern, { cwd: HOUSE }).sort()

/**
 * All suites, those that take longest before the short ones, which then fill what is left of each lane. Calendar and
 * medicine run in three time zones, because a day that moves with the zone is a wrong dose (H13). The parts of the
 * journeys have a demonstration each, seeded once, and a nurse in one of them times what it answers, so nothing crowds
 * them; what starts and kills servers of its own has a process for each file.
 */
export function suites(lanes: number): readonly Suite[] {
  const beside = filesOf('src/**/*.test.{ts,tsx}')
  const calendarAndMedicine = beside.filter((file) => /^src\/(base|clinical)\//.test(file))
  const others = filesOf('test/**/*.test.{ts,tsx}')
  const apart: readonly Omit<Suite, 'files'>[] = [
    { name: 'test/journeys', parts: lanes, needsBrowser: true },
    { name: 'test/crash', parts: others.length, mayCrowd: true },
    { name: 'test/house', parts: others.length, needsServer: true, mayCrowd: true },
    { name: 'test/web', parts: lanes, needsServer: true, needsBrowser: true, mayCrowd: true },
  ]
  const isOf = (folder: string) => (file: string) => file.startsWith(`${folder}/`)
  const inZone = (zone: string): Suite => {
    return { name: `calendar and medicine in ${zone}`, files: calendarAndMedicine, parts: 1, zone }
  }
  return [
    ...apart.map((suite): Suite => ({ ...suite, files: others.filter(isOf(suite.name)) })),
    { name: 'beside the code', files: beside, parts: 1 },
    inZone('America/New_York'),
    inZone('Pacific/Auckland'),
    {
      name: 'the house',
      files: others.filter((file) => !apart.some(({ name }) => isOf(name)(file))),
      // Small ones, so that no lane is left over for long at the end.
      parts: 4 * lanes,
      needsServer: true,
      mayCrowd: true,
    },
  ]
}

/** Deals the files of a suite out to its parts. */
export function partsOf(suite: Suite): readonly Part[] {
  const count = Math.min(suite.parts, suite.files.length)
  return Array.from({ length: count }, (_, nth) => ({
    suite,
    files: suite.files.filter((_, at) => at % count === nth),
  }))
}
