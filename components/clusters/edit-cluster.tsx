'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ClusterDetail } from '~/server/clusters/model/cluster';
import { useTRPC } from '../trpc/client';
import { issuesOf } from '../trpc/failure-from';
import { QueryFailure } from '../trpc/failure-text';
import { useIssueText } from '../trpc/use-issue-text';
import { Button } from '../ui/button';
import { Combobox } from '../ui/combobox';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { notify } from '../ui/notify';
import { PairsField } from '../ui/pairs-field';
import { PLACE_FIELDS, type PlaceField } from './draft';
import { useKnownPlaces } from './use-known-places';

/** What a person may say about a member; an empty place is taken from its nodes again. */
export function EditCluster({ cluster, onClose }: { cluster: ClusterDetail; onClose: () => void }) {
  const t = useTranslations('register');
  const c = useTranslations('clusters');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const issueText = useIssueText();
  const known = useKnownPlaces();
  const [place, setPlace] = useState(() => placeOf(cluster));
  const [labels, setLabels] = useState(cluster.labels);
  const [annotations, setAnnotations] = useState(cluster.annotations);
  const edit = useMutation(
    trpc.clusters.edit.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        void notify({ title: c('edited', { name: cluster.name }) });
        onClose();
      },
    }),
  );
  const errors = Object.fromEntries(issuesOf(edit.error).map((issue) => [issue.path[1], issueText(issue)]));
  const save = () =>
    edit.mutate({ name: cluster.name, edit: { ...changedPlace(cluster, place), labels, annotations } });
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button look="primary" disabled={edit.isPending} onClick={save}>
        {ui('save')}
      </Button>
    </>
  );
  return (
    <Dialog title={c('editTitle', { name: cluster.name })} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          {PLACE_FIELDS.map((field) => (
            <Field key={field} label={t(`place.${field}`)} error={errors[field]}>
              {(control) => (
                <Combobox
                  {...control}
                  placeholder={t('fromNodes')}
                  suggestions={known[field]}
                  value={place[field]}
                  onChange={(value) => setPlace({ ...place, [field]: value })}
                />
              )}
            </Field>
          ))}
        </div>
        <PairsField legend={c('fact.labels')} pairs={labels} onChange={setLabels} error={errors['labels']} />
        <PairsField
          legend={c('fact.annotations')}
          pairs={annotations}
          onChange={setAnnotations}
          error={errors['annotations']}
        />
        {edit.error && <QueryFailure error={edit.error} />}
      </div>
    </Dialog>
  );
}

/** Only what a person said is offered for change: what was read from nodes would otherwise be frozen by a save. */
function placeOf(cluster: ClusterDetail): Record<PlaceField, string> {
  const said = (value: string | null, source: ClusterDetail['zoneSource']) =>
    source === 'person' ? (value ?? '') : '';
  return {
    environment: cluster.environment ?? '',
    provider: cluster.provider ?? '',
    region: said(cluster.region, cluster.regionSource),
    zone: said(cluster.zone, cluster.zoneSource),
  };
}

function changedPlace(cluster: ClusterDetail, place: Record<PlaceField, string>) {
  const before = placeOf(cluster);
  const changed = PLACE_FIELDS.filter((field) => place[field].trim() !== before[field]);
  return Object.fromEntries(changed.map((field) => [field, place[field].trim() || null]));
}
