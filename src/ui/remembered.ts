/** Small choices kept on this device alone (language, light or dark): IndexedDB, never a cookie, never sent. */
type Choice = 'locale' | 'theme'

const asked = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('choices', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('choices')
  return asked(request)
}

/** The choice made earlier on this device, or null; a browser that refuses storage simply has none. */
export async function remembered(choice: Choice): Promise<string | null> {
  try {
    const database = await open()
    const value: unknown = await asked(database.transaction('choices').objectStore('choices').get(choice))
    database.close()
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

export async function remember(choice: Choice, value: string): Promise<void> {
  try {
    const database = await open()
    await asked(database.transaction('choices', 'readwrite').objectStore('choices').put(value, choice))
    database.close()
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}
