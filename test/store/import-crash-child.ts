import process from 'node:process'
import { openPool } from '#store/pool.ts'
import { commitImport } from '#workflow/commit-import.ts'
import type { House } from '#workflow/desk.ts'

// A stand-in for the application, to be killed while it takes an import: address, provider, person, batch, key.
const [url = '', providerId = '', accountId = '', batchId = '', key = ''] = process.argv.slice(2)
const pool = openPool(url, 1)
const now = Date.parse('2026-11-22T09:00:00.000Z')
const house: House = { pool, clock: () => now, secret: Buffer.alloc(32) }
console.log('ready')
await new Promise<void>((go) => process.stdin.once('data', () => go()))
await commitImport.run(house, { providerId, accountId }, key, { batchId, sampleConfirmed: 'yes' })
console.log('acknowledged')
process.exit(0)
