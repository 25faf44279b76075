import { randomFillSync } from 'node:crypto'

const TIME_BYTES = 6
const VERSION_7 = 0x70
const VARIANT = 0x80

/** A UUIDv7: sorts by the time it was made, and is made here and not by the database (R3). */
export function newId(now: number): string {
  const bytes = randomFillSync(Buffer.alloc(16), TIME_BYTES)
  bytes.writeUIntBE(now, 0, TIME_BYTES)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | VERSION_7, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | VARIANT, 8)
  const hex = bytes.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
