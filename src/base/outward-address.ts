/** Hosts of this very machine. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Whether an address leads to this very machine. */
export const isLoopback = (url: string): boolean => LOOPBACK.includes(new URL(url).hostname)

/** An address to which something may be told that others must not read: https, or this very machine; nothing after its path. */
export const isOutwardAddress = (text: string): boolean =>
  URL.canParse(text) &&
  !text.endsWith('/') &&
  [new URL(text)].every(
    ({ protocol, search, hash, username }) =>
      (protocol === 'https:' || (protocol === 'http:' && isLoopback(text))) &&
      search + hash + username === '',
  )
