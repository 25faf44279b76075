/** Every host that an address of the database names; one that begins with a slash is a socket of this machine. */
function hostsIn(address: string): readonly string[] {
  const [, between = ''] = /^[a-z]+:\/\/(?:[^@/]*@)?([^/?]*)/.exec(address) ?? []
  const asked = questionOf(address).getAll('host')
  return [...between.split(','), ...asked]
    .map((host) => decodeURIComponent(host.replace(/:\d+$/, '')))
    .filter((host) => host !== '')
}

const questionOf = (address: string): URLSearchParams =>
  new URLSearchParams(address.split('?')[1] ?? '')

const OF_THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]', '::1']

const isHere = (host: string): boolean => host.startsWith('/') || OF_THIS_MACHINE.includes(host)

/** Of these the driver might make another connection than `sslmode` says. */
const IN_ITS_PLACE = ['ssl', 'sslnegotiation', 'uselibpqcompat']

/**
 * Whether what is asked of the database, or what it answers, could be read or put there by somebody on the way: it is on another machine,
 * and the connection is not encrypted to the very server that the address names.
 */
export function couldBeRead(address: string): boolean {
  if (hostsIn(address).every(isHere)) return false
  const question = questionOf(address)
  const modes = question.getAll('sslmode')
  return (
    modes.length !== 1 ||
    modes[0] !== 'verify-full' ||
    IN_ITS_PLACE.some((one) => question.has(one))
  )
}
