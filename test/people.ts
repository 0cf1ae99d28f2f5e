import type { BrowserContextOptions } from '@playwright/test'

/** The people whose days the tests follow. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly device: BrowserContextOptions
}

const phone = (locale: string): BrowserContextOptions => ({ locale, timezoneId: 'America/Toronto', viewport: { width: 390, height: 844 }, hasTouch: true })
const desk = (locale: string): BrowserContextOptions => ({ locale, timezoneId: 'America/Toronto', viewport: { width: 1280, height: 800 } })

/** A first-year student who never gives her name; the one here is for the tests alone, and secrecy tests search for it. */
export const AMINA: Person = { name: 'Amina Haddad', email: 'amina.haddad@students.ridgeway.example', device: phone('en-CA') }
/** A third-year student who supports others. */
export const BRUNO: Person = { name: 'Bruno Tremblay', email: 'bruno.tremblay@ridgeway.example', device: phone('fr-CA') }
/** Runs the program. */
export const CARLA: Person = { name: 'Carla Mendes', email: 'carla.mendes@ridgeway.example', device: desk('en-CA') }
/** The second coordinator that every program needs. */
export const COLIN: Person = { name: 'Colin Wright', email: 'colin.wright@ridgeway.example', device: desk('en-CA') }
/** The psychologist behind the supporters. */
export const DARIO: Person = { name: 'Dario Ricci', email: 'dario.ricci@ridgeway.example', device: desk('en-CA') }
/** Leads groups. */
export const FARAH: Person = { name: 'Farah Nasser', email: 'farah.nasser@ridgeway.example', device: phone('zh-CN') }

/** 320 px: the narrowest phone that must work. */
export const NARROW: BrowserContextOptions = { viewport: { width: 320, height: 640 }, hasTouch: true }
