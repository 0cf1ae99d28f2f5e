import { Component, type ReactNode } from 'react'

/** Catches what no screen foresaw, and draws `fallback` instead of a white page, until `at` is another place. */
export class ErrorBoundary extends Component<{ at?: string; fallback: ReactNode; children: ReactNode }, { broken: boolean; at: string | undefined }> {
  override state = { broken: false, at: this.props.at }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  static getDerivedStateFromProps({ at }: { at?: string }, state: { at?: string }) {
    return at === state.at ? null : { broken: false, at }
  }

  override render() {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}
