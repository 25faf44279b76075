import { parseArgs } from 'node:util'
import { beginAnchorsAnew, newestAnchor } from '#workflow/shown-anchors.ts'
import { withHouse } from './with-house.ts'

/**
 * `evenkeel anchors`: prints the fingerprint of the key and where the chains stood last, to be kept on paper or elsewhere.
 * `--begin-anew REASON` begins a new file after the old one was lost or moved away.
 */
export const anchorsCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({ args: [...args], options: { 'begin-anew': { type: 'string' } } })
  const reason = values['begin-anew']
  return withHouse(async (house) => {
    const said = reason === undefined ? [] : await beginAnchorsAnew(house, reason)
    const lines = [...said, ...(await newestAnchor(house))]
    for (const line of lines) console.log(line)
    return 0
  })
}
