import { chmodSync, globSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { HOUSE, runProgram } from './house.ts'
import { ONE_FAILED, ONE_PASSED, type Tally } from './tally.ts'

export type Check = { readonly name: string; readonly args: readonly string[] }

export const CHECKS: readonly Check[] = [
  { name: 'types (tsc)', args: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  {
    name: 'lint and format (biome)',
    args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  },
  { name: 'nothing unused (knip)', args: ['node_modules/knip/bin/knip.js'] },
  {
    name: 'every branch of the medicine is run by its tests (coverage)',
    args: [
      '--test',
      '--test-isolation=none',
      '--test-force-exit',
      '--test-reporter=./tools/testing/missed-reporter.ts',
      '--experimental-test-coverage',
      '--test-coverage-include=src/clinical/**',
      '--test-coverage-exclude=**/*.test.ts',
      '--test-coverage-branches=100',
      '--test-coverage-functions=100',
      '--test-coverage-lines=100',
      'src/clinical/**/*.test.ts',
    ],
  },
]

/** Some installers lose the permission to execute of the programs that these checks are. */
export function mendPrograms(): void {
  const programs = globSync(['@biomejs/cli-*/biome', '@typescript/typescript-*/lib/tsc'], {
    cwd: join(HOUSE, 'node_modules'),
  })
  for (const program of programs) {
    try {
      chmodSync(join(HOUSE, 'node_modules', program), 0o755)
    } catch {
      // The check itself says what is wrong where this is not allowed and was needed.
    }
  }
}

/** Runs one check; its words are shown only when it fails. */
export async function runCheck({ args }: Check): Promise<Tally> {
  const { code, output } = await runProgram(process.execPath, args)
  if (code === 0) return ONE_PASSED
  console.log(output)
  return ONE_FAILED
}
