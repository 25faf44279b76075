/** Why the anchors cannot be kept, in words for whoever runs the installation. */
export class AnchorTrouble extends Error {
  override readonly name = 'AnchorTrouble'
}

/** In words, whatever it was. */
export function whyNotAnchored(error: unknown): string {
  if (error instanceof AnchorTrouble) return error.message
  const named = error instanceof Error ? error.name : typeof error
  return `The audit could not be anchored (${named}).`
}

/** @technical A folder that answers no sooner hangs: a share whose machine is away. */
const ANSWERS_WITHIN_MS = 5000

/** What the folder has not answered yet. Nothing more is asked of it meanwhile, so that it holds one thread and no page. */
let unanswered: Promise<void> | undefined

/** Asks something of the folder of anchors, and waits only so long for it. */
export async function answered<T>(
  ask: () => Promise<T>,
  withinMs: number = ANSWERS_WITHIN_MS,
): Promise<T> {
  if (unanswered !== undefined) throw new AnchorTrouble(HANGS)
  const asked = ask()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const forget = () => {
      unanswered = undefined
    }
    unanswered = asked.then(forget, forget)
    late.reject(new AnchorTrouble(HANGS))
  }, withinMs)
  try {
    return await Promise.race([asked, late.promise])
  } catch (error) {
    throw inWords(error)
  } finally {
    clearTimeout(timer)
  }
}

const HANGS =
  'The folder of the anchors does not answer: the audit is not anchored. Look whether the machine or the disk it lies on is there.'

function inWords(error: unknown): AnchorTrouble {
  if (error instanceof AnchorTrouble) return error
  const says = error instanceof Error ? error.message : String(error)
  return new AnchorTrouble(
    `The anchors of the audit cannot be read or written (${says}). Set EVENKEEL_ANCHORS to a folder that Evenkeel may write to.`,
  )
}
