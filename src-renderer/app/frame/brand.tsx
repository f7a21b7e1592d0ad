/** The mark: a bench with something on it. */
export function Brand() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#2f62b8" />
      <path d="M5 12h22M9 12v13M23 12v13" stroke="#fff" strokeWidth="2.5" strokeLinecap="round" fill="none" />
      <circle cx="12" cy="7" r="2" fill="#fff" />
      <rect x="17" y="5" width="5" height="5" rx="1" fill="#b8cdee" />
    </svg>
  );
}
