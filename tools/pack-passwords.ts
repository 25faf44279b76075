import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { gunzipSync } from 'node:zlib'
import { SHORTEST } from '#access/password-rules.ts'
import { folded, prefixOf } from '#workflow/common-passwords.ts'

// `node --import ./tools/tsx-hook.mjs tools/pack-passwords.ts passwords.txt.gz`: packs a list of common passwords, commonest first
// and one a line, into data/passwords (the README there names the source).

const PACKED = join(import.meta.dirname, '../data/passwords/common.bin')
const COMMONEST = 100_000

const [file = ''] = process.argv.slice(2)
const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
const common = lines.slice(0, COMMONEST)
const longer = lines.slice(COMMONEST).filter((line) => [...line].length >= SHORTEST)
const chosen = new Set([...common, ...longer].filter((line) => line !== '').map(folded))
const prefixes = new Set([...chosen].map((password) => prefixOf(password).toString('hex')))
const packed = Buffer.concat([...prefixes].sort().map((prefix) => Buffer.from(prefix, 'hex')))
writeFileSync(PACKED, packed)
console.log(
  `${PACKED}: ${prefixes.size} passwords of ${lines.length} lines, ${packed.length} bytes`,
)
