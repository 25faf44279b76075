const FOUR_NUMBERS = /^\d{1,3}(?:\.\d{1,3}){3}$/
const MOST_OF_A_NUMBER = 255

/** Whether a text is the address of a machine in a network, of the old kind (10.0.0.5) or the new one (2001:db8::7). */
export const isAddress = (text: string): boolean =>
  FOUR_NUMBERS.test(text)
    ? text.split('.').every((part) => Number(part) <= MOST_OF_A_NUMBER)
    : text.includes(':') && !/[^0-9a-f:.]/i.test(text) && URL.canParse(`http://[${text}]`)
