import type { House } from '#workflow/desk.ts'
import { sendMessages } from '#workflow/send-messages.ts'

/** Gives the texts of the outbox to the gateway, and asks what became of them. */
export const messages = (house: House, stop: AbortSignal): Promise<void> =>
  sendMessages(house, stop)
