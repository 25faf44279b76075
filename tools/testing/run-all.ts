import process from 'node:process'
import { serverAddress } from '#test/database.ts'
import { CHECKS, mendPrograms, runCheck } from './checks.ts'
import { ensureChromium } from './chromium.ts'
import { stopWithSignals } from './house.ts'
import { runSuite, type Suite, suites } from './suites.ts'
import { inWords, ONE_FAILED, sum, type Tally } from './tally.ts'

/**
 * Everything that says whether Evenkeel is whole, in one run: `npm test`. With words after it, only the suites and
 * checks whose name or files contain one of them: `npm test -- src/clinical`.
 */
const wanted = process.argv.slice(2)
const isWanted = (text: string) => wanted.length === 0 || wanted.some((word) => text.includes(word))

stopWithSignals()
const tallies = [...(await runChecks()), ...(await runSuites())]
const { passed, failed } = sum(tallies)
if (failed > 0 || passed === 0) process.exitCode = 1
process.once('exit', () => console.log(`${passed} passed, ${failed} failed`))

async function runChecks(): Promise<readonly Tally[]> {
  mendPrograms()
  const tallies: Tally[] = []
  for (const check of CHECKS.filter(({ name }) => isWanted(name))) {
    tallies.push(await timed(check.name, () => runCheck(check)))
  }
  return tallies
}

async function runSuites(): Promise<readonly Tally[]> {
  const chosen = suites()
    .map((suite) => ({ ...suite, files: suite.files.filter(isWanted) }))
    .filter(({ files }) => files.length > 0)
  const needsServer = chosen.some(({ manner }) => manner !== 'one process')
  const server = needsServer ? { EVENKEEL_TEST_DATABASE: await serverAddress() } : {}

  const tallies: Tally[] = []
  for (const suite of chosen) {
    tallies.push(await timed(suite.name, () => runWithBrowser(suite, server)))
  }
  return tallies
}

async function runWithBrowser(suite: Suite, server: Readonly<Record<string, string>>) {
  if (suite.needsBrowser !== true) return await runSuite(suite, server)
  const browser = await ensureChromium()
  if (browser.kind === 'found') return await runSuite(suite, { ...server, CHROMIUM: browser.path })
  console.log(browser.message)
  return ONE_FAILED
}

async function timed(name: string, run: () => Promise<Tally>): Promise<Tally> {
  const start = performance.now()
  const tally = await run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${name}: ${inWords(tally)} (${seconds} s)`)
  return tally
}
