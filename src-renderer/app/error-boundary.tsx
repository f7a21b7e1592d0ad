/** Catches what a page throws while it draws. Going elsewhere (`place`) clears it. */
import { Component, type ReactNode } from 'react';
import { ErrorState } from '../components/error-state.tsx';

interface Props {
  place: string;
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { error: unknown; place: string }> {
  override state: { error: unknown; place: string } = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: { error: unknown; place: string }) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorState error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}
