import { useEffect } from 'react'
import { followRequests } from '../client.ts'

const ANYHOW_MS = 60_000

/** Reads again when the stream says so, when the page is looked at again, and once a minute in case no stream gets through. */
export function useLiveRequests(reload: () => void): void {
  useEffect(() => {
    const stop = followRequests(reload)
    const timer = setInterval(() => { if (document.visibilityState === 'visible') reload() }, ANYHOW_MS)
    const looked = () => { if (document.visibilityState === 'visible') reload() }
    document.addEventListener('visibilitychange', looked)
    return () => {
      stop()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', looked)
    }
  }, [reload])
}
