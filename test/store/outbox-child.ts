import process from 'node:process'
import { openPool } from '#store/pool.ts'
import type { House } from '#workflow/desk.ts'
import { sendMessages } from '#workflow/send-messages.ts'
import { gatewayAt } from '#workflow/text-gateway.ts'

// A stand-in for the application, to be killed while it gives a text to the gateway: database, gateway, its token, instant.
const [database = '', url = '', token = '', instant = ''] = process.argv.slice(2)
const house: House = {
  pool: openPool(database, 1),
  clock: () => Date.parse(instant),
  secret: Buffer.alloc(32),
  gateway: gatewayAt({ url, token }),
}
await sendMessages(house, new AbortController().signal)
console.log('kept')
process.exit(0)
