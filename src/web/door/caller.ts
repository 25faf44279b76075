import { isAddress } from '#base/address.ts'
import type { Arrival } from './arrival.ts'
import type { DoorSettings } from './settings.ts'

/** An address of the old kind is the same one where it is written as one of the new kind. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/** Whether one of our proxies says that this reached it over plain http, or came past them where the process itself speaks no other. */
export const isFromPlainHttp = (
  { address, headers }: Pick<Arrival, 'address' | 'headers'>,
  { proxies = [], isEncrypted = false }: Pick<DoorSettings, 'proxies' | 'isEncrypted'>,
): boolean =>
  proxies.includes(plain(address())) ? headers.get('x-forwarded-proto') === 'http' : !isEncrypted

/**
 * Where whoever asks comes from: the address of the connection, or, where that is a proxy of ours, the last one in
 * `X-Forwarded-For` that is none of ours. What stands before it anybody may have written, and nobody else's word counts.
 */
export function callerOf(
  { address, headers }: Pick<Arrival, 'address' | 'headers'>,
  { proxies = [] }: Pick<DoorSettings, 'proxies'>,
): string {
  const isOurs = (one: string) => proxies.includes(one)
  const peer = plain(address())
  if (!isOurs(peer)) return peer
  const told = (headers.get('x-forwarded-for') ?? '').split(',').map((one) => plain(one.trim()))
  const last = told.findLast((one) => !isOurs(one))
  return last !== undefined && isAddress(last) ? last : peer
}
