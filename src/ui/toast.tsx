import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react'
import { CircleCheck } from './icons.ts'
import './toast.css'

const ToastContext = createContext<(text: string) => void>(() => {})

const SHOWN_MS = 6000

/** Holds the one line that says "saved": read aloud politely, gone after six seconds, never the only place a thing is said. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const show = useCallback((next: string) => {
    clearTimeout(timer.current)
    setText(next)
    timer.current = setTimeout(() => setText(''), SHOWN_MS)
  }, [])
  return (
    <ToastContext value={show}>
      {children}
      <div className="toast-place no-print" role="status" aria-live="polite">
        {text ? (
          <p className="toast">
            <CircleCheck />
            {text}
          </p>
        ) : null}
      </div>
    </ToastContext>
  )
}

/** `const toast = useToast(); toast(w.saved)` */
export const useToast = () => useContext(ToastContext)
