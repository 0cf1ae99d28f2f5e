import { expect, test } from 'vitest'
import { Misconfigured, readConfiguration } from './configuration.ts'

const read = (env: Record<string, string>) => readConfiguration({ PEERSIDE_DATA: '/tmp/nowhere', ...env }).issuer
const FINGERPRINT = 'jmf8MrrnESjYrVjvrQK1-8VrIFw3QhtS58Y6M0YDX9Q'
const SCHOOL = { OIDC_ISSUER: 'https://login.ridgeway.example', OIDC_CLIENT_ID: 'proof', OIDC_CLIENT_SECRET: 'secret' }

test('without a word the issuer stands at the next port of this machine, serves cards, and any program', () => {
  expect(read({ PORT: '4100' })).toMatchObject({ origin: null, port: 4101, host: '127.0.0.1', school: null, programs: null, databaseUrl: null, folder: '/tmp/nowhere/issuer' })
  expect(read({ PORT: '0' }).port).toBe(0)
  expect(read({ PORT: '4100', PEERSIDE_ISSUER_PORT: '9000' }).port).toBe(9000)
})

test('with an https address of its own it listens to the world', () => {
  expect(read({ PEERSIDE_ISSUER_ORIGIN: 'https://proof.ridgeway.example/' })).toMatchObject({ origin: 'https://proof.ridgeway.example', host: '0.0.0.0' })
})

test('the school’s sign-on asks for students unless told otherwise', () => {
  expect(read(SCHOOL).school).toMatchObject({ scope: 'openid', claim: 'eduperson_affiliation', accepted: ['student'] })
  expect(read({ ...SCHOOL, OIDC_AFFILIATION_CLAIM: 'groups', OIDC_AFFILIATION_VALUES: 'MD, PharmD' }).school).toMatchObject({ claim: 'groups', accepted: ['MD', 'PharmD'] })
})

test('programs are named as in their addresses, with a fingerprint or without', () => {
  expect([...read({ PEERSIDE_ISSUER_PROGRAMS: `ridgeway, westfield=${FINGERPRINT}` }).programs!]).toEqual([['ridgeway', null], ['westfield', FINGERPRINT]])
})

test.each([
  [{ PEERSIDE_ISSUER_ORIGIN: 'http://proof.ridgeway.example' }, 'PEERSIDE_ISSUER_ORIGIN must be an https:// address'],
  [{ PEERSIDE_APP_ORIGIN: 'https://commons.example/ridgeway' }, 'PEERSIDE_APP_ORIGIN is the address alone'],
  [{ PEERSIDE_ISSUER_PORT: 'next' }, 'PEERSIDE_ISSUER_PORT'],
  [{ PEERSIDE_ISSUER_PROGRAMS: 'Ridgeway' }, 'PEERSIDE_ISSUER_PROGRAMS'],
  [{ PEERSIDE_ISSUER_PROGRAMS: 'ridgeway=short' }, 'PEERSIDE_ISSUER_PROGRAMS'],
  [{ OIDC_ISSUER: 'https://login.ridgeway.example' }, 'go together'],
  [{ ...SCHOOL, OIDC_ISSUER: 'http://login.ridgeway.example' }, 'OIDC_ISSUER must be the https://'],
])('%j is refused with a sentence that says what to change', (env, sentence) => {
  expect(() => read(env as unknown as Record<string, string>)).toThrow(Misconfigured)
  expect(() => read(env as unknown as Record<string, string>)).toThrow(sentence)
})
