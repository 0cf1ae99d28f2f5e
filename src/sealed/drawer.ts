/** A small store on this device: `device` holds keys that cannot be read out, `drafts` holds sealed text. */
export interface Drawer {
  get(shelf: Shelf, name: string): Promise<unknown>
  put(shelf: Shelf, name: string, value: unknown): Promise<void>
  remove(shelf: Shelf, name: string): Promise<void>
  names(shelf: Shelf): Promise<string[]>
}

export type Shelf = 'device' | 'drafts'

/** Forgets everything when the page goes: for tests, and for browsers that refuse to keep anything. */
export function memoryDrawer(): Drawer {
  const kept = new Map<string, unknown>()
  const place = (shelf: Shelf, name: string) => `${shelf}/${name}`
  return {
    get: async (shelf, name) => kept.get(place(shelf, name)),
    put: async (shelf, name, value) => void kept.set(place(shelf, name), value),
    remove: async (shelf, name) => void kept.delete(place(shelf, name)),
    names: async (shelf) => [...kept.keys()].filter((key) => key.startsWith(`${shelf}/`)).map((key) => key.slice(shelf.length + 1)),
  }
}
