// The package brings no types. Only what the tests' school uses.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface Context {
    readonly oidc: {
      readonly session?: { readonly accountId?: string; grantIdFor(clientId: string): string | undefined }
      readonly client?: { readonly clientId: string }
      readonly provider: Provider
    }
  }
  export interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    readonly Client: { prototype: { redirectUriAllowed(uri: string): boolean } }
    readonly Grant: new (of: { accountId: string | undefined; clientId: string | undefined }) => Grant
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Record<string, unknown>): Promise<void>
    on(event: string, listener: (context: unknown, failure: unknown) => void): void
  }
  export default Provider
}
