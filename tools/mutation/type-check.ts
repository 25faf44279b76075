import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { HOUSE } from './house-loader.ts'
import type { Result } from './results.ts'

// A fault that the compiler refuses is no program: it cannot reach anybody, and it says nothing about the tests. Each
// fault that no test noticed is laid beside the file it is in, as a file of its own, and all are compiled in one run.

const SHADOW = join(HOUSE, 'node_modules/.cache/evenkeel-mutation-types')

/** The ids of those that the compiler refuses. What is merely left unused is not held against them. */
export function refusedByTypes(alive: readonly Result[]): ReadonlySet<string> {
  if (alive.length === 0) return new Set()
  layOut()
  for (const { planted } of alive) {
    writeFileSync(
      join(SHADOW, planted.file.replace(/\.ts$/, `.fault${planted.id}.ts`)),
      planted.text,
    )
  }
  const tsc = join(HOUSE, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', SHADOW, '--pretty', 'false'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  rmSync(SHADOW, { recursive: true })
  const faults = [...stdout.matchAll(/^(.+?)\(\d+,\d+\): error/gm)].map(([, file = '']) => file)
  const whole = faults.find((file) => !/\.fault\d+\.ts$/.test(file))
  if (whole !== undefined) throw new Error(`without any fault, ${whole} does not compile`)
  return new Set(faults.map((file) => /\.fault(\d+)\.ts$/.exec(file)?.[1] ?? ''))
}

function layOut(): void {
  rmSync(SHADOW, { recursive: true, force: true })
  mkdirSync(SHADOW, { recursive: true })
  const code = globSync('src/{base,clinical}/**/*.ts', { cwd: HOUSE })
  for (const file of code.filter((name) => !name.endsWith('.test.ts'))) {
    cpSync(join(HOUSE, file), join(SHADOW, file))
  }
  cpSync(join(HOUSE, 'package.json'), join(SHADOW, 'package.json'))
  symlinkSync(join(HOUSE, 'node_modules'), join(SHADOW, 'node_modules'))
  const options = { noUnusedLocals: false, noUnusedParameters: false, allowUnreachableCode: true }
  const project = {
    extends: join(HOUSE, 'tsconfig.json'),
    compilerOptions: options,
    include: ['src'],
  }
  writeFileSync(join(SHADOW, 'tsconfig.json'), JSON.stringify(project))
}
