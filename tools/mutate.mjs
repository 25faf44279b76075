import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { HOUSE, installPackages, runNode } from './bootstrap.mjs'

installPackages({ development: true })
installMutators()
runNode([
  '--disable-warning=ExperimentalWarning',
  join(HOUSE, 'tools/mutation/main.ts'),
  ...process.argv.slice(2),
])

/** The mutators have a lock file of their own, so that nobody installs them who does not mutate. */
function installMutators() {
  const folder = join(HOUSE, 'tools/mutation')
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', options, { cwd: folder, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
