// Makes a fresh clone runnable with any Node >= 20 and nothing else: installs what the lock file names, finds the
// Node that Evenkeel is written for, and hands over to it.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

export const HOUSE = join(import.meta.dirname, '..')
const NEEDED_NODE = 26
const TSX_HOOK = ['--import', join(HOUSE, 'tools/tsx-hook.mjs')]
const FOLLOW_PARENT = ['--import', join(HOUSE, 'tools/follow-parent.mjs')]

/** Installs the packages unless they already are what the lock file says; npm's own words go to stderr. */
export function installPackages({ development }) {
  if (installedAsLocked({ development })) return
  console.error('Evenkeel: installing packages (once)')
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const options = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  const install = spawnSync(command, [...first, ...options], {
    cwd: HOUSE,
    stdio: ['ignore', process.stderr, process.stderr],
  })
  if (install.error) leave(`npm could not be started (${install.error.message}). Install npm.`)
  if (install.status !== 0) leave('npm ci failed; its own words are above.')
}

/** Compares what npm says it installed with the lock file: no clock, so a copied folder is judged rightly. */
function installedAsLocked({ development }) {
  const installedFile = join(HOUSE, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return false
  const installed = packagesIn(installedFile)
  return Object.entries(packagesIn(join(HOUSE, 'package-lock.json'))).every(([folder, locked]) => {
    const mayBeAbsent = folder === '' || locked.optional || (locked.dev && !development)
    const found = installed[folder]
    return found === undefined ? mayBeAbsent : found.version === locked.version
  })
}

const packagesIn = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {}

/** The Node this house is written for: the one among its packages, else the one already running. */
export function nodeBinary() {
  const packaged = join(HOUSE, `node_modules/node-linux-${process.arch}/bin/node`)
  if (process.platform === 'linux' && existsSync(packaged) && madeExecutable(packaged)) {
    return packaged
  }
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_NODE) return process.execPath
  return leave(
    `Evenkeel needs Node ${NEEDED_NODE} or newer on ${process.platform}-${process.arch}; ` +
      `this is ${process.version}. Install it from nodejs.org and try again.`,
  )
}

/** Some installers and archives lose the permission to execute; gives it back where it may. */
export function madeExecutable(file) {
  if (isExecutable(file)) return true
  try {
    chmodSync(file, 0o755)
  } catch {
    return false
  }
  return isExecutable(file)
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What was compiled once is not compiled at the next start, so that a process that died is back sooner. */
const COMPILED = { NODE_COMPILE_CACHE: join(HOUSE, 'node_modules/.cache/compiled') }

/** Runs a program of the house in place of this process. Signals and the exit code pass through unchanged. */
export function runNode(args, environment = {}) {
  const node = nodeBinary()
  const env = { ...COMPILED, ...process.env, ...environment }
  if (typeof process.execve === 'function') {
    process.removeAllListeners('warning') // Node calls execve experimental on every use
    process.execve(node, [node, ...TSX_HOOK, ...args], env)
  }
  const child = spawn(node, [...FOLLOW_PARENT, ...TSX_HOOK, ...args], {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('error', (error) => leave(`${node} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => endLike(code, signal))
}

function endLike(code, signal) {
  if (signal === null) process.exit(code ?? 1)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}

function leave(message) {
  console.error(`Evenkeel: ${message}`)
  process.exit(1)
}
