import { indexedDrawer } from './indexed-drawer.ts'

/** The fingerprint on a poster or in an onboarding link waits on this device until the keys were looked at. */
let shown: string | null = null
const place = (): string => `${location.pathname.split('/')[1] ?? ''}/poster`

/** Takes `root=...` out of the link's fragment, and out of the address, before anything else runs. What else the fragment holds stays. */
export function takePoster(): void {
  const parts = location.hash.slice(1).split('&')
  const found = parts.map((part) => /^root=([\w-]{43})$/.exec(part)?.[1]).find(Boolean)
  if (!found) return
  shown = found
  const rest = parts.filter((part) => !part.startsWith('root=')).join('&')
  history.replaceState(history.state, '', location.pathname + location.search + (rest && `#${rest}`))
  void indexedDrawer().put('drafts', place(), found).catch(() => {})
}

export async function posterShown(): Promise<string | null> {
  shown ??= ((await indexedDrawer().get('drafts', place()).catch(() => null)) as string | undefined) ?? null
  return shown
}

export async function forgetPoster(): Promise<void> {
  shown = null
  await indexedDrawer().remove('drafts', place()).catch(() => {})
}
