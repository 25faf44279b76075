import { generateKeyPairSync, sign } from 'node:crypto'

// A certificate of a day for tests of encrypted connections, signed by itself: whoever trusts it trusts just this one.

export type Certificate = { readonly certificate: string; readonly key: string }

/** @technical Tags and bits of DER. */
const [SEQUENCE, SET, OID, INTEGER, BITS, OCTETS, UTF8, UTC, TRUE] = [48, 49, 6, 2, 3, 4, 12, 23, 1]

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), body])
}

const oid = (hex: string) => der(OID, Buffer.from(hex, 'hex'))
const SHA256_WITH_RSA = der(SEQUENCE, oid('2a864886f70d01010b'), Buffer.from([5, 0]))
const COMMON_NAME = oid('550403')
const [BASIC, ALTERNATIVE_NAMES] = [oid('551d13'), oid('551d11')]

const nameOf = (text: string) =>
  der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from(text)))))

const instant = (at: number) =>
  der(
    UTC,
    Buffer.from(
      `${new Date(at)
        .toISOString()
        .replaceAll(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  )

const DAY_MS = 86_400_000

/** A certificate for these host names, with its key. */
export function certificateFor(...hosts: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const name = nameOf(hosts[0] ?? 'nobody')
  const names = der(SEQUENCE, ...hosts.map((host) => der(0x82, Buffer.from(host))))
  const isAuthority = der(SEQUENCE, der(TRUE, Buffer.from([0xff])))
  const extensions = [
    der(SEQUENCE, BASIC, der(TRUE, Buffer.from([0xff])), der(OCTETS, isAuthority)),
    der(SEQUENCE, ALTERNATIVE_NAMES, der(OCTETS, names)),
  ]
  const now = Date.now()
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    SHA256_WITH_RSA,
    name,
    der(SEQUENCE, instant(now - DAY_MS), instant(now + DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, ...extensions)),
  )
  const signed = der(BITS, Buffer.from([0]), sign('sha256', body, privateKey))
  const whole = der(SEQUENCE, body, SHA256_WITH_RSA, signed).toString('base64')
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${whole.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  }
}
