// Files that a command leaves behind: whole or not at all, and never over another without being told to.
import {
  accessSync,
  constants,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'

/** Why a file must not be written there, in a sentence; undefined when it may. */
export function whyNotWritten(path: string, force: boolean): string | undefined {
  const folder = dirname(resolve(path))
  if (statOf(folder)?.isDirectory() !== true) {
    return `${path} cannot be written: there is no folder ${folder}.`
  }
  if (!mayWriteIn(folder)) return `${path} cannot be written: you may not write in ${folder}.`
  const there = statOf(path)
  if (there === undefined) return undefined
  if (!there.isFile()) return `${path} cannot be written: something that is not a file is there.`
  return force
    ? undefined
    : `${path} is there already. Give another name, or --force to replace it.`
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function mayWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Writes a file beside its place and then gives it its name, so that nobody ever finds half of it; or says why not. */
export function writeWhole(path: string, text: string, force: boolean): string | undefined {
  const refusal = whyNotWritten(path, force)
  if (refusal !== undefined) return refusal
  const beside = `${path}.${process.pid}.part`
  try {
    writeFileSync(beside, text, { flag: 'wx' })
    renameSync(beside, path)
    return undefined
  } catch (error) {
    rmSync(beside, { force: true })
    return `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`
  }
}
