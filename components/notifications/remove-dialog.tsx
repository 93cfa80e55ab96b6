'use client';
import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { notify } from '../ui/notify';

type RemoveDialogProps<Answer, Failure> = {
  title: string;
  text: string;
  /** What is said when it is gone. */
  done: string;
  id: string;
  mutation: UseMutationOptions<Answer, Failure, { id: string }>;
  onDone: () => void;
  onClose: () => void;
};

/** Takes a rule or a channel away, after saying what goes with it. */
export function RemoveDialog<Answer, Failure>(props: RemoveDialogProps<Answer, Failure>) {
  const t = useTranslations('notifications');
  const ui = useTranslations('ui');
  const client = useQueryClient();
  const removal = useMutation({
    ...props.mutation,
    onSuccess: () => {
      props.onDone();
      void notify({ title: props.done });
      return client.invalidateQueries();
    },
  });
  const footer = (
    <>
      <Button onClick={props.onClose}>{ui('cancel')}</Button>
      <Button look="danger" disabled={removal.isPending} onClick={() => removal.mutate({ id: props.id })}>
        {t('remove')}
      </Button>
    </>
  );
  return (
    <Dialog title={props.title} onClose={props.onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-ink-soft">{props.text}</p>
        {removal.error !== null && <QueryFailure error={removal.error} />}
      </div>
    </Dialog>
  );
}
