/** `useTime`: minutes as a person says them. */
import { useTranslation } from 'react-i18next';

export function useTime(): (minutes: number) => string {
  const { t } = useTranslation('progress');
  return (minutes) => {
    const whole = Math.round(minutes);
    return whole < 60 ? t('timeShort', { minutes: whole }) : t('time', { hours: Math.floor(whole / 60), minutes: whole % 60 });
  };
}
