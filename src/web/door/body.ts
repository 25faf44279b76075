/** A body is read up to its limit and no further, whatever its header says of its length. */
export async function readBody(
  request: Request,
  mostBytes: number,
): Promise<Buffer<ArrayBuffer> | 'too-large'> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > mostBytes) return 'too-large'
  if (request.body === null) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body) {
    size += part.byteLength
    if (size > mostBytes) return 'too-large'
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** UTF-8 as it stands, or undefined when it is not UTF-8. */
export function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
