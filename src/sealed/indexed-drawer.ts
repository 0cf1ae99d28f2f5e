import type { Drawer, Shelf } from './drawer.ts'

const NAME = 'drawer'
const SHELVES: readonly Shelf[] = ['device', 'drafts']

/** IndexedDB: the only browser storage that holds a key without ever showing its bytes. */
export function indexedDrawer(): Drawer {
  let opened: Promise<IDBDatabase> | null = null
  const database = () => (opened ??= openDatabase().catch((error: unknown) => { opened = null; throw error }))

  const ask = async <T>(shelf: Shelf, mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await database()).transaction(shelf, mode)
    const asked = request(transaction.objectStore(shelf))
    transaction.commit?.()
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('the browser could not keep it'))
    })
  }

  return {
    get: (shelf, name) => ask(shelf, 'readonly', (store) => store.get(name) as IDBRequest<unknown>),
    put: async (shelf, name, value) => { await ask(shelf, 'readwrite', (store) => store.put(value, name)) },
    remove: async (shelf, name) => { await ask(shelf, 'readwrite', (store) => store.delete(name)) },
    names: async (shelf) => (await ask(shelf, 'readonly', (store) => store.getAllKeys())).map(String),
  }
}

const openDatabase = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => SHELVES.forEach((shelf) => asked.result.createObjectStore(shelf))
    asked.onerror = () => reject(asked.error ?? new Error('the browser keeps nothing'))
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close()
      resolve(asked.result)
    }
  })
