/** A small button that is only an icon, with its name for whoever asks. */
import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';

export function IconButton({ label, icon: Icon, ...props }: { label: string; icon: LucideIcon; onClick(): void; disabled?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="transparent" color="gray" size="sm" aria-label={label} {...props}>
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
