import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { PLANTED, PLANTED_IN_A_CLINIC, type PlantedFault } from '#test/planted/faults.ts'

// The faults that are planted on purpose, and what catches each. `node tools/planted-faults.ts` writes the page anew.

const PAGE = join(import.meta.dirname, '..', 'docs/safety/planted-faults.md')

const cell = (text: string): string => text.replaceAll('|', '\\|')

const row = ({ id, says, caughtBy, when }: Omit<PlantedFault, 'swaps'>): string =>
  `| ${id} | ${cell(says)} | ${cell(caughtBy.test)} (\`${caughtBy.file}\`) | ${when === 'always' ? 'with every change' : 'in a soak'} |`

export function plantedPage(): string {
  const all = [...PLANTED, ...PLANTED_IN_A_CLINIC]
  const often = all.filter(({ when }) => when === 'always').length
  return [
    '# Faults that are planted on purpose',
    '',
    '> Written by `tools/planted-faults.ts` from `test/planted/faults.ts`; a test holds it against that.',
    '',
    'A suite that passes says something only if it would not pass with a fault. Each of these is put into the source, the settings or the',
    'database of a running test, and the named test must fail: any other way of ending counts as missed. ' +
      `There are ${all.length}; ${often} are planted with every change, all in \`npm run soak\``,
    '(or with `EVENKEEL_PLANT_ALL=yes npm test -- test/planted test/crash/teeth`).',
    '',
    '| fault | what it does | what catches it | tried |',
    '| --- | --- | --- | --- |',
    ...all.map(row),
    '',
  ].join('\n')
}

export const writtenPage = (): string => readFileSync(PAGE, 'utf8')

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, plantedPage())
