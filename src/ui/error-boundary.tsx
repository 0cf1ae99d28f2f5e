import { Component, type ReactNode } from 'react'

/** Catches what no screen foresaw, and draws `fallback` instead of a white page. */
export class ErrorBoundary extends Component<{ fallback: (again: () => void) => ReactNode; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? this.props.fallback(() => this.setState({ broken: false })) : this.props.children
  }
}
