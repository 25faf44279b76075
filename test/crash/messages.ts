/** A message of PostgreSQL's protocol: its letter, and all its bytes. */
export type Message = { readonly kind: string; readonly bytes: Buffer }

const LETTER = 1
const LENGTH = 4

/**
 * Cuts what comes into messages, however it was torn on the way. What a client says first (the start-up, or that it
 * gives a question up) has no letter.
 */
export function messagesOf(firstHasLetter: boolean): (chunk: Buffer) => readonly Message[] {
  let left: Buffer = Buffer.alloc(0)
  let letter = firstHasLetter ? LETTER : 0
  return (chunk) => {
    left = Buffer.concat([left, chunk])
    const whole: Message[] = []
    while (left.length >= letter + LENGTH) {
      const end = letter + left.readUInt32BE(letter)
      if (left.length < end) break
      const kind = letter === 0 ? '' : left.toString('latin1', 0, LETTER)
      whole.push({ kind, bytes: left.subarray(0, end) })
      left = left.subarray(end)
      letter = LETTER
    }
    return whole
  }
}

/** Whether the client now wants an answer: a plain question, or the end of a prepared one. */
export const asks = ({ kind }: Message): boolean => kind === 'Q' || kind === 'S'

/** Whether the server has answered everything of one question. */
export const isReady = ({ kind }: Message): boolean => kind === 'Z'

export const isCommit = ({ kind, bytes }: Message): boolean =>
  kind === 'Q' && bytes.toString('latin1', LETTER + LENGTH, bytes.length - 1) === 'commit'
