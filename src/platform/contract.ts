import type { ZodType } from 'zod'
import type { Refused } from './refusals.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type DoorKey = `${Method} /${string}`

declare const carried: unique symbol
/** Carries the type of an answer to both ends of the wire; it has no value. */
export interface Answers<T> {
  readonly [carried]?: T
}
export const answers = <T>(): Answers<T> => ({})

/** One door's shapes: what may be sent, what comes back, and each refusal with its HTTP status. */
export interface DoorShape {
  readonly params?: ZodType
  readonly query?: ZodType
  readonly body?: ZodType
  readonly answer: Answers<unknown>
  readonly refusals?: Readonly<Record<string, number>>
  /** The largest body in bytes; 64 KiB unless told. */
  readonly bodyBytes?: number
}
export type Contract = Readonly<Record<DoorKey, DoorShape>>

const WRITTEN = Symbol('written')
/** An answer that is JSON already, for doors at which thousands knock. */
export interface Written<T> extends Answers<T> {
  readonly [WRITTEN]: string
}
export const written = <T>(json: string): Written<T> => ({ [WRITTEN]: json })
export const textOf = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && WRITTEN in answer ? String(answer[WRITTEN]) : null

const FLOWING = Symbol('flowing')
/** An answer that goes on until either side ends it: server-sent events. What carries them is the platform's affair. */
export interface EventStream {
  readonly [FLOWING]: object
}
export const flowing = (carrier: object): EventStream => ({ [FLOWING]: carrier })
export const carrierOf = (answer: unknown): object | null =>
  typeof answer === 'object' && answer !== null && FLOWING in answer ? (answer as EventStream)[FLOWING] : null

type Output<Z> = Z extends ZodType ? Z['_zod']['output'] : undefined
type Input<Z> = Z extends ZodType ? Z['_zod']['input'] : undefined
type Part<D, K extends string> = D extends { readonly [P in K]: infer Z } ? Z : undefined

export type Params<D> = Output<Part<D, 'params'>>
export type Query<D> = Output<Part<D, 'query'>>
export type Body<D> = Output<Part<D, 'body'>>
export type Sent<D> = {
  readonly [K in 'params' | 'query' | 'body' as Part<D, K> extends ZodType ? K : never]: Input<Part<D, K>>
}
export type Answer<D> = D extends { readonly answer: Answers<infer T> } ? T : never
export type Refusal<D> = D extends { readonly refusals: infer R } ? Extract<keyof R, string> : never
/** What an action behind this door may return. "Not yours" and "not there" are the same word, which every door knows. */
export type Outcome<D> = Answer<D> | Written<Answer<D>> | Refused<Refusal<D>>
