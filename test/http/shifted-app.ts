import process from 'node:process'
import { z } from 'zod'
import { openPool } from '#store/pool.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import type { House } from '#workflow/desk.ts'
import { isUnavailable } from '#workflow/is-unavailable.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'

// An application as a process of its own, with the clock of shifted-clock.ts: does the acts that its parent asks for.
const request = z.object({
  act: z.enum(['suggest-dose', 'accept-dose']),
  caller: z.object({ providerId: z.string(), accountId: z.string() }),
  key: z.string(),
  fields: z.record(z.string(), z.string()),
})
const [url = '', secret = ''] = process.argv.slice(2)
const house: House = {
  pool: openPool(url, 2),
  clock: Date.now,
  secret: Buffer.from(secret, 'hex'),
}

async function answer(asked: unknown) {
  const { act, caller, key, fields } = request.parse(asked)
  const asks = act === 'suggest-dose' ? suggestDose : acceptDose
  return await asks.run(house, caller, key, fields)
}

process.on('message', (said) => {
  if (typeof said === 'number') return
  answer(said).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => process.send?.({ kind: isUnavailable(error) ? 'unavailable' : 'broken' }),
  )
})
process.send?.({ kind: 'ready' })
