import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROLES } from '../src/issuer/rules/purposes.ts'

const CACHE = join(import.meta.dirname, '../node_modules/.cache/test-keys')

/** Keys made once for all test runs of this folder, put where the issuer would make its own: seven of them cost seconds. They guard nothing. */
export function lendKeys(folder: string, slug: string, term = '2026-27'): void {
  mkdirSync(CACHE, { recursive: true })
  for (const role of ROLES) {
    const cached = join(CACHE, `${role}.pem`)
    if (!existsSync(cached)) {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
      writeFileSync(`${cached}.${process.pid}`, privateKey)
      renameSync(`${cached}.${process.pid}`, cached)
    }
    mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, 'keys', `${slug}_${term}_${role}.pem`), readFileSync(cached), { mode: 0o600 })
  }
}
