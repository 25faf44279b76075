/** Whether a reference of a bank names an invoice: with its hyphens, or with something else or nothing between its parts. */
export function namesInvoice(reference: string, number: string): boolean {
  const said = reference.toUpperCase()
  if (said.replaceAll(/[^0-9A-Z]/g, '') === number.replaceAll('-', '')) return true
  const parted = said.replaceAll(/[\s/._:–-]+/g, '-')
  const at = parted.indexOf(number)
  return at >= 0 && !isPart(parted[at - 1]) && !isPart(parted[at + number.length])
}

const isPart = (beside: string | undefined): boolean =>
  beside !== undefined && /[0-9A-Z]/.test(beside)
