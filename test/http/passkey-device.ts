import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Answer } from './served-clinic.ts'
import { unescaped } from './visit-forms.ts'

/** What a page tells the browser to ask a passkey. */
export type Asked = {
  readonly challenge: string
  readonly rpId?: string
  readonly rp?: { readonly id: string }
  readonly user?: { readonly id: string }
  readonly userVerification?: string
  readonly allowCredentials?: readonly { readonly id: string }[]
  readonly excludeCredentials?: readonly { readonly id: string }[]
}

/** What the page asks of a browser that has passkeys; undefined where it asks nothing. */
export function askedOn({ text }: Answer): Asked | undefined {
  const written = /data-passkey-options="([^"]*)"/.exec(text)?.[1]
  return written === undefined ? undefined : JSON.parse(unescaped(written))
}

/** How an answer differs from an honest one. */
type Bent = {
  readonly origin?: string
  readonly rpId?: string
  readonly isVerified?: boolean
  readonly isPresent?: boolean
  readonly count?: number
  readonly type?: string
  readonly challenge?: string
  /** None at all where it is empty: an authenticator need not say whose passkey it is. */
  readonly userHandle?: string
}

/** An authenticator with one passkey, which signs what it is asked by the pages of one origin. */
export class PasskeyDevice {
  readonly id = randomBytes(32)
  readonly #key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
  readonly origin: string
  count = 0
  #handle = ''

  constructor(origin: string) {
    this.origin = origin
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  /** Makes the passkey, as the browser sends it. */
  make(asked: Asked | undefined, bent: Bent = {}): string {
    assert.ok(asked !== undefined, 'the page asks for no passkey')
    this.#handle = asked.user?.id ?? ''
    const authData = Buffer.concat([
      this.#authData(asked.rp?.id ?? '', bent, 0x40),
      this.#credential(),
    ])
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      Buffer.from([0x58, authData.length]),
      authData,
    ])
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', asked, bent).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    })
  }

  /** Shows the passkey, as the browser sends it. */
  show(asked: Asked | undefined, bent: Bent = {}): string {
    assert.ok(asked !== undefined, 'the page asks for no passkey')
    this.count = bent.count ?? this.count
    const authData = this.#authData(asked.rpId ?? '', bent)
    const clientData = this.#clientData('webauthn.get', asked, bent)
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#key.privateKey).toString('base64url'),
      ...(bent.userHandle !== '' && { userHandle: bent.userHandle ?? this.#handle }),
    })
  }

  #answer(response: object): string {
    const id = this.id.toString('base64url')
    const rest = {
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
    }
    return JSON.stringify({ id, rawId: id, response, ...rest })
  }

  #clientData(type: string, { challenge }: Asked, bent: Bent): Buffer {
    const data = { type, challenge, origin: this.origin, crossOrigin: false }
    const { isVerified, isPresent, count, rpId, userHandle, ...rest } = bent
    return Buffer.from(JSON.stringify({ ...data, ...rest }))
  }

  #authData(rpId: string, bent: Bent, more = 0): Buffer {
    const { isVerified = true, isPresent = true } = bent
    const flags = (isPresent ? 1 : 0) | (isVerified ? 4 : 0) | more
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.count)
    const site = createHash('sha256')
      .update(bent.rpId ?? rpId)
      .digest()
    return Buffer.concat([site, Buffer.from([flags]), count])
  }

  #credential(): Buffer {
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' })
    return Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 32]),
      Buffer.from(y, 'base64url'),
    ])
  }
}

const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
