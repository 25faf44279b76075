import { createDecipheriv, pbkdf2Sync } from 'node:crypto'

/** Opens a sealed pack as its own page does, by another implementation; undefined where the passphrase is not its own. */
export function openedPack(file: string, passphrase: string): string | undefined {
  const [, json = '{}'] =
    /<script type="application\/json" id="sealed">(.*?)<\/script>/.exec(file) ?? []
  const { salt, iterations, nonce, sealed } = JSON.parse(json)
  const bytes = Buffer.from(sealed, 'base64')
  const letters = passphrase.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const key = pbkdf2Sync(letters, Buffer.from(salt, 'base64'), iterations, 32, 'sha256')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString(
      'utf8',
    )
  } catch {
    return undefined
  }
}
