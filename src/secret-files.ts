import { readFileSync, statSync } from 'node:fs'

/**
 * What nobody else may know. Each may lie in a file that the setting of the same name and _FILE names, as systemd and containers hand
 * secrets over: what stands in the environment of a process is read by more than it is meant for.
 */
export const SECRETS = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'EVENKEEL_GATEWAY_TOKEN',
  'EVENKEEL_NHS_SECRET',
] as const

type Variables = Readonly<Record<string, string | undefined>>

export type SecretsRead =
  | { readonly kind: 'read'; readonly variables: Variables }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

/** The settings with what their files hold; a file that others can read holds no secret. */
export function withSecretFiles(variables: Variables): SecretsRead {
  const named = SECRETS.filter((name) => variables[`${name}_FILE`] !== undefined)
  const read = named.map((name) => readOne(variables, name))
  const messages = read.flatMap((one) => ('message' in one ? [one.message] : []))
  if (messages.length > 0) return { kind: 'refused', messages }
  const found = read.flatMap((one) => ('text' in one ? [[one.name, one.text] as const] : []))
  return { kind: 'read', variables: { ...variables, ...Object.fromEntries(found) } }
}

type One = { readonly name: string; readonly text: string } | { readonly message: string }

/** @technical Rights of whoever is neither the owner nor of the group. */
const OTHERS = 0o007

function readOne(variables: Variables, name: string): One {
  const file = variables[`${name}_FILE`] ?? ''
  if (variables[name] !== undefined) {
    return { message: `${name} and ${name}_FILE are both set. Leave ${name} out.` }
  }
  const text = textOf(file, `${name}_FILE`)
  return typeof text === 'string' ? { name, text: text.trim() } : text
}

/** What a file holds that only its owner and the group may read, or why not. */
function textOf(file: string, setting: string): string | { readonly message: string } {
  try {
    if ((statSync(file).mode & OTHERS) !== 0) {
      return { message: `${file} can be read by everybody on this machine. Run chmod 600 ${file}.` }
    }
    const text = readFileSync(file, 'utf8')
    return text.trim() === '' ? { message: `${file} of ${setting} is empty.` } : text
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { message: `The file of ${setting} cannot be read (${why}).` }
  }
}

type TlsFiles = { readonly certificateFile: string; readonly keyFile: string }

/** The certificate and the key of the files, undefined where none are named, or why they cannot be had. */
export function readTls(files: TlsFiles | undefined) {
  if (files === undefined) return undefined
  const key = textOf(files.keyFile, 'EVENKEEL_TLS_KEY_FILE')
  if (typeof key !== 'string') return key.message
  try {
    return { certificate: readFileSync(files.certificateFile, 'utf8'), key }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return `The file of EVENKEEL_TLS_CERT_FILE cannot be read (${why}).`
  }
}
