/**
 * The name of a meter or the number of a lot as it is compared: by letters and digits alone, since one person writes
 * "L 62210" and the next "l62210". Never for showing (H06).
 */
export const deviceKey = (name: string): string => name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Whether a list holds this meter or lot, however it is written; what has no letter and no digit is on no list. */
export const isListed = (names: readonly string[], name: string): boolean => {
  const key = deviceKey(name)
  return key !== '' && names.some((listed) => deviceKey(listed) === key)
}
