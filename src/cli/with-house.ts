import process from 'node:process'
import { type Config, readConfig } from '#src/config.ts'
import type { House } from '#workflow/desk.ts'
import { type OpenHouse, openHouse } from '#workflow/open-house.ts'

/** Runs a command in the opened house, beside an application that may be serving it, and closes it after. */
export async function withHouse(
  command: (house: House, open: OpenHouse, config: Config) => Promise<number>,
): Promise<number> {
  const read = readConfig(process.env)
  if (read.kind === 'refused') return complain(read.messages)
  const open = await openHouse(read.config, 'command')
  if (open.kind === 'refused') return complain(open.messages)
  try {
    return await command(open.house, open, read.config)
  } finally {
    await open.close()
  }
}

function complain(messages: readonly string[]): number {
  for (const message of messages) console.error(`Evenkeel: ${message}`)
  return 1
}
