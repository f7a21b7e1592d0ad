/**
 * A small button that is an icon: `<IconAction label={t('copy')} onClick={copy}><Copy size={14} /></IconAction>`. Its name appears beside it while it is
 * pointed at or has the focus. For those that stand by the dozen in a page: only that one has a tooltip.
 */
import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Props extends Pick<ActionIconProps, 'variant'> {
  label: string;
  pressed?: boolean;
  onClick(): void;
  children: ReactNode;
}

const openMs = 350;

export function IconAction({ label, pressed, variant = 'subtle', onClick, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<number | undefined>(undefined);
  const [named, setNamed] = useState(false);
  const name = (now: boolean, waitMs = 0) => {
    clearTimeout(timer.current);
    if (waitMs === 0) setNamed(now);
    else timer.current = window.setTimeout(() => setNamed(now), waitMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <ActionIcon
        ref={button}
        size="sm"
        variant={variant}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
        onMouseEnter={() => name(true, openMs)}
        onMouseLeave={() => name(false)}
        onFocus={() => name(true)}
        onBlur={() => name(false)}
      >
        {children}
      </ActionIcon>
      {named && <Tooltip opened label={label} target={button} />}
    </>
  );
}
