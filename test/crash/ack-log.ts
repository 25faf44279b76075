import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What one client was told is saved: it must be there for ever, once. */
export type Ack = {
  readonly act: 'suggest-dose' | 'accept-dose' | 'record-told' | 'register-patient'
  readonly key: string
  readonly patientId: string
  /** The dose that was saved or told. */
  readonly decisionId?: string
  readonly isBooked?: boolean
  /** How often it was sent until an answer came. */
  readonly tries: number
}

export type AckLog = {
  readonly write: (ack: Ack) => void
  readonly close: () => void
}

/** A client's own log: on the disk before the client goes on. */
export function openAckLog(file: string): AckLog {
  const log = openSync(file, 'a')
  return {
    write: (ack) => {
      writeSync(log, `${JSON.stringify(ack)}\n`)
      fsyncSync(log)
    },
    close: () => closeSync(log),
  }
}

export const readAckLog = (file: string): readonly Ack[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Ack)
