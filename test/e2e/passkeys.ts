import type { Page } from '@playwright/test'

/** A phone whose screen lock holds passkeys. */
export async function withPasskeys(page: Page, hasPrf = true): Promise<void> {
  const chrome = await page.context().newCDPSession(page)
  await chrome.send('WebAuthn.enable')
  await chrome.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, hasPrf, isUserVerified: true, automaticPresenceSimulation: true },
  })
}

/** Notes each secret that the screen lock hands to the page, in every spelling in which it could travel. */
export async function watchSecrets(page: Page): Promise<readonly string[]> {
  const spellings: string[] = []
  await page.exposeFunction('noteSecret', (bytes: number[]) => {
    const secret = Buffer.from(bytes)
    spellings.push(secret.toString('base64url'), secret.toString('base64'), secret.toString('hex'), bytes.join())
  })
  await page.addInitScript(() => {
    const { noteSecret } = window as unknown as { noteSecret: (bytes: number[]) => Promise<void> }
    const note = async (made: Credential | null): Promise<Credential | null> => {
      const first = (made as PublicKeyCredential | null)?.getClientExtensionResults().prf?.results?.first
      if (first) await noteSecret([...new Uint8Array(first as ArrayBuffer)])
      return made
    }
    const { create, get } = CredentialsContainer.prototype
    CredentialsContainer.prototype.create = async function (options) { return note(await create.call(this, options)) }
    CredentialsContainer.prototype.get = async function (options) { return note(await get.call(this, options)) }
  })
  return spellings
}
