import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts), { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const text = (tag: number, content: string): Buffer => der(tag, Buffer.from(content))
const YES = der(0x01, Buffer.from([255]))
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'))

/** A certificate for this machine, signed by itself and its own authority: made anew, so that no private key lies in the repository. */
export function selfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
  const name = sequence(der(0x31, sequence(oid('550403'), text(0x0c, 'localhost'))))
  const extensions = sequence(
    sequence(oid('551d11'), der(0x04, sequence(text(0x82, 'localhost'), der(0x87, Buffer.from([127, 0, 0, 1]))))),
    sequence(oid('551d13'), YES, der(0x04, sequence(YES))),
  )
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])), ECDSA_SHA256, name,
    sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z')), name, publicKey, der(0xa3, extensions),
  )
  const signature = sign('sha256', body, createPrivateKey(privateKey))
  const whole = sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` }
}
