import process from 'node:process'
import { serverAddress } from '#test/database.ts'
import { CHECKS, mendPrograms, runCheck } from './checks.ts'
import { ensureChromium } from './chromium.ts'
import { COMPILED, stopWithSignals } from './house.ts'
import { CROWDED_LANES, inLanes, LANES } from './lanes.ts'
import { runPart } from './run-part.ts'
import { type Part, partsOf, suites } from './suites.ts'
import { type Counted, inWords, ONE_FAILED, sum } from './tally.ts'
import { whereTheTimeWent } from './time-table.ts'

/**
 * Everything that says whether Evenkeel is whole, in one run: `npm test`. With words after it, only the suites and
 * checks whose name or files contain one of them: `npm test -- src/clinical`.
 */
const wanted = process.argv.slice(2)
const isWanted = (text: string) => wanted.length === 0 || wanted.some((word) => text.includes(word))

type Ran = Counted & { readonly name: string; readonly seconds: number }
type Run = {
  readonly name: string
  readonly mayCrowd: boolean
  readonly run: () => Promise<Counted>
}

stopWithSignals()
mendPrograms()
const began = performance.now()
const ran: Ran[] = []
const chosen = [...chosenChecks(), ...(await chosenParts())]
await allOf(LANES, (one) => !one.mayCrowd)
await allOf(CROWDED_LANES, (one) => one.mayCrowd)
const { passed, failed } = sum(ran.map(({ tally }) => tally))
if (failed > 0 || passed === 0) process.exitCode = 1
process.once('exit', () => {
  console.log(whereTheTimeWent(ran, (performance.now() - began) / 1000))
  console.log(`${passed} passed, ${failed} failed`)
})

function chosenChecks(): readonly Run[] {
  return CHECKS.filter(({ name }) => isWanted(name)).map((check) => ({
    name: check.name,
    mayCrowd: false,
    run: async () => ({ tally: await runCheck(check), files: [] }),
  }))
}

async function chosenParts(): Promise<readonly Run[]> {
  const parts = suites(LANES)
    .map((suite) => ({ ...suite, files: suite.files.filter(isWanted) }))
    .flatMap(partsOf)
  const needsServer = parts.some(({ suite }) => suite.needsServer)
  const server = needsServer ? { EVENKEEL_TEST_DATABASE: await serverAddress() } : {}
  const browser = parts.some(({ suite }) => suite.needsBrowser) ? ensureChromium() : undefined
  const runWithBrowser = async (part: Part): Promise<Counted> => {
    const found = part.suite.needsBrowser ? await browser : undefined
    if (found?.kind === 'missing') {
      console.log(found.message)
      return { tally: ONE_FAILED, files: [] }
    }
    const chromium = found === undefined ? {} : { CHROMIUM: found.path }
    return await runPart(part, { ...server, ...chromium, ...COMPILED })
  }
  return parts.map((part) => ({
    name: part.suite.name,
    mayCrowd: part.suite.mayCrowd ?? false,
    run: () => runWithBrowser(part),
  }))
}

async function allOf(lanes: number, isMeant: (one: Run) => boolean): Promise<void> {
  await inLanes(
    lanes,
    chosen.filter(isMeant).map((one) => () => timed(one)),
  )
}

async function timed({ name, run }: Run): Promise<void> {
  const start = performance.now()
  const counted = await run()
  const seconds = (performance.now() - start) / 1000
  console.log(`${name}: ${inWords(counted.tally)} (${seconds.toFixed(1)} s)`)
  ran.push({ ...counted, name, seconds })
}
