// How much room a text message takes: 3GPP TS 23.038 (alphabets) and 23.040 (messages that are joined).

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '\f^{}\\[~]|€'

/** In 7-bit characters of the default alphabet, and in 16-bit ones where a character is not in it. */
export type Room = { readonly 'gsm-7': number; readonly 'ucs-2': number }

/** What one message holds alone. @technical 3GPP TS 23.040: 140 octets. */
export const ROOM_ALONE: Room = { 'gsm-7': 160, 'ucs-2': 70 }

/** What one of several holds: 6 octets of it may be used to join them. @technical 3GPP TS 23.040: 134 octets. */
export const ROOM_OF_SEVERAL: Room = { 'gsm-7': 153, 'ucs-2': 67 }

/** The alphabet that a text needs and the characters that it takes in it: `€` takes two of the default alphabet. */
export function sizeOf(text: string): {
  readonly alphabet: keyof Room
  readonly characters: number
} {
  let characters = 0
  for (const character of text) {
    if (BASIC.includes(character)) characters += 1
    else if (EXTENDED.includes(character)) characters += 2
    else return { alphabet: 'ucs-2', characters: text.length }
  }
  return { alphabet: 'gsm-7', characters }
}

/** Whether a text goes into one message with this room, so that no telephone cuts it. */
export function fitsInto(room: Room, text: string): boolean {
  const { alphabet, characters } = sizeOf(text)
  return characters <= room[alphabet]
}
