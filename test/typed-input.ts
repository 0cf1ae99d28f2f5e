import { randomUUID } from 'node:crypto'

/** What of a zod schema its samples need to know. */
interface Schema {
  readonly _zod: { readonly def: Definition }
  safeParse(value: unknown): { readonly success: boolean }
}
interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly element?: Schema
  readonly innerType?: Schema
  readonly in?: Schema
  readonly options?: readonly Schema[]
  readonly items?: readonly Schema[]
  readonly entries?: Readonly<Record<string, string | number>>
  readonly values?: readonly unknown[]
  readonly keyType?: Schema
  readonly valueType?: Schema
}

export interface Typing {
  /** Typed in every field that takes a text. */
  readonly word: string
  /** Values for fields of this name, where the field takes them: ids of what exists. */
  readonly known: Readonly<Record<string, unknown>>
  /** Which alternative to choose where there are several. */
  readonly turn: number
}

/** What somebody might send who types `word` wherever anything can be typed. */
export function typedInto(schema: unknown, typing: Typing, name = ''): unknown {
  const { _zod: { def } } = schema as Schema, here = schema as Schema
  if (name in typing.known && here.safeParse(typing.known[name]).success) return typing.known[name]
  switch (def.type) {
    case 'object': return Object.fromEntries(Object.entries(def.shape!).map(([field, inner]) => [field, typedInto(inner, typing, field)]))
    case 'array': return [typedInto(def.element!, typing, name.replace(/s$/, ''))]
    case 'tuple': return def.items!.map((item) => typedInto(item, typing, name))
    case 'record': return Object.fromEntries((def.keyType!._zod.def.entries ? Object.values(def.keyType!._zod.def.entries) : [typing.word]).map((key) => [key, typedInto(def.valueType!, typing, name)]))
    case 'union': return typedInto(def.options![typing.turn % def.options!.length], typing, name)
    case 'enum': return Object.values(def.entries!)[typing.turn % Object.values(def.entries!).length]
    case 'literal': return def.values![0]
    case 'boolean': return typing.turn % 2 === 0
    case 'number': return [1, 60, 540, 600, 2026].find((number) => here.safeParse(number).success) ?? 0
    case 'string': return textFor(here, typing.word)
    case 'pipe': return typedInto(def.in, typing, name)
    case 'null': return null
    default: return def.innerType ? typedInto(def.innerType, typing, name) : typing.word
  }
}

const textFor = (schema: Schema, word: string): string =>
  [word, `${word}@example.test`, `https://${word}.example.test/`, '2026-10-06', '09:00', 'en', randomUUID()].find((text) => schema.safeParse(text).success) ?? word
