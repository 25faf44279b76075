import process from 'node:process'

const BAR = 40
/** Before this the time left is a guess. */
const FIRST_GUESS_MS = 1000
/** No eye follows more. */
const BETWEEN_DRAWINGS_MS = 100

/** `[####      ] 40 %, about 12 s left`; the time left is told from the time it took so far. */
export function progressLine(share: number, elapsedMs: number): string {
  const done = Math.round(share * BAR)
  const bar = `[${'#'.repeat(done)}${' '.repeat(BAR - done)}] ${Math.floor(share * 100)} %`
  if (share >= 1 || share <= 0 || elapsedMs < FIRST_GUESS_MS) return bar
  return `${bar}, about ${timeWords((elapsedMs * (1 - share)) / share)} left`
}

function timeWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`
}

/** Shows how far it is to whoever watches a terminal; a file or a pipe gets nothing. */
export function progressBar(): (share: number) => void {
  const { stderr } = process
  if (!stderr.isTTY) return () => undefined
  const began = performance.now()
  let drawn = Number.NEGATIVE_INFINITY
  return (share) => {
    const now = performance.now()
    if (share < 1 && now - drawn < BETWEEN_DRAWINGS_MS) return
    drawn = now
    stderr.write(`\r${progressLine(share, now - began)}${CLEAR_TO_END}${share >= 1 ? '\n' : ''}`)
  }
}

const CLEAR_TO_END = '\u001b[K'
