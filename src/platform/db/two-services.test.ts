import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { APP, ISSUER, migrate } from './migrate.ts'

// Two databases of one PostgreSQL, migrated as at the first start: a copy of a template would not carry who may connect.
const names = { app: `two_app_${randomBytes(3).toString('hex')}`, issuer: `two_issuer_${randomBytes(3).toString('hex')}` }
const owner = new pg.Client(inject('cluster').url)
let urls: { app: string; issuer: string }

const at = (url: string, database: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).href

beforeAll(async () => {
  await owner.connect()
  for (const name of Object.values(names)) await owner.query(`create database ${name}`)
  const { url, secret } = inject('cluster')
  urls = { app: (await migrate(at(url, names.app), secret, APP)).appUrl, issuer: (await migrate(at(url, names.issuer), secret, ISSUER)).appUrl }
})
afterAll(async () => {
  for (const name of Object.values(names)) await owner.query(`drop database if exists ${name} with (force)`)
  await owner.end()
})

async function answer(url: string, question: string): Promise<string> {
  const client = new pg.Client(url)
  try {
    await client.connect()
    return JSON.stringify((await client.query(question)).rows)
  } catch (failure) {
    return (failure as Error).message
  } finally {
    await client.end().catch(() => {})
  }
}

test('each service reaches its own database', async () => {
  expect(await answer(urls.app, 'select from accounts')).toBe('[]')
  expect(await answer(urls.issuer, 'select from issued')).toBe('[]')
})

test('neither may so much as connect to the other’s', async () => {
  expect(await answer(at(urls.app, names.issuer), 'select 1')).toBe(`permission denied for database "${names.issuer}"`)
  expect(await answer(at(urls.issuer, names.app), 'select 1')).toBe(`permission denied for database "${names.app}"`)
})

test('the issuer’s role owns nothing, and sees no program’s rows without naming it', async () => {
  expect(await answer(urls.issuer, 'drop table issued')).toContain('must be owner')
  expect(await answer(urls.issuer, 'create table notes (words text)')).toContain('permission denied for schema public')
  expect(await answer(urls.issuer, `insert into known_programs (id, slug) values (gen_random_uuid(), 'ridgeway')`)).toContain('row-level security')
  expect(await answer(urls.issuer, 'update known_programs set slug = slug')).toContain('permission denied')
})
