'use client';
import { useEffect, useRef, useState } from 'react';
import type { UploadNews } from '~/server/objects/model/stream';
import { openStream, type Stream } from '../open-stream';
import { transferId } from './transfer-id';
import type { OfContainer } from './use-downloads';

export type UploadItem = {
  id: string;
  name: string;
  folder: string;
  size: number;
  /** Bytes that the container has taken, and how many it takes in a second. */
  sent: number;
  perSecond: number;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Why it failed, in the container's or the hub's words; null: the hub was not there. */
  detail: string | null;
};
type Job = { id: string; of: OfContainer; folder: string; file: File };
type Tell = (change: Partial<UploadItem>) => void;

/** Uploads of this page, one after the other, the newest first; they end when the page is left. */
export function useUploads() {
  const [uploads, setUploads] = useState<UploadItem[]>([]);
  const waiting = useRef<Job[]>([]);
  const running = useRef<{ id: string; stream: Stream } | undefined>(undefined);
  const change = (id: string, to: Partial<UploadItem>) =>
    setUploads((before) => before.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const next = () => {
    const job = waiting.current.shift();
    running.current = undefined;
    if (!job) return;
    const tell: Tell = (to) => change(job.id, to);
    running.current = { id: job.id, stream: begin(job, tell, next) };
  };
  const add = (of: OfContainer, folder: string, files: File[]) => {
    const jobs = files.map((file) => ({ id: transferId(), of, folder, file }));
    const items = jobs.map(({ id, file: { name, size } }): UploadItem => {
      return { ...{ id, name, folder, size }, ...{ sent: 0, perSecond: 0, state: 'waiting', detail: '' } };
    });
    setUploads((before) => [...items.toReversed(), ...before]);
    waiting.current.push(...jobs);
    if (!running.current) next();
  };
  const cancel = (id: string) => {
    waiting.current = waiting.current.filter((job) => job.id !== id);
    change(id, { state: 'cancelled' });
    if (running.current?.id !== id) return;
    running.current.stream.close();
    next();
  };
  useEffect(
    () => () => {
      waiting.current = [];
      running.current?.stream.close();
    },
    [],
  );
  return { uploads, add, cancel };
}

/** One upload: sends what the hub asks for, no sooner. */
function begin({ of, folder, file }: Job, tell: Tell, onOver: () => void): Stream {
  const began = performance.now();
  let isOver = false;
  const end = (to: Partial<UploadItem>) => {
    if (isOver) return;
    isOver = true;
    tell(to);
    stream.close();
    onOver();
  };
  const give = async (from: number, bytes: number) => {
    const seconds = (performance.now() - began) / 1000;
    tell({ sent: from, perSecond: seconds > 0 ? from / seconds : 0 });
    const piece = await file.slice(from, from + bytes).arrayBuffer();
    stream.send(new Uint8Array(piece));
  };
  tell({ state: 'running' });
  const stream = openStream<UploadNews>(
    { open: 'upload', ...of, folder, name: file.name, size: file.size },
    {
      onNews: (news) => {
        if (news.type === 'more')
          void give(news.from, news.bytes).catch((error: Error) => end({ state: 'failed', detail: error.message }));
        else if (news.why === 'exited') end({ state: 'done', sent: file.size, detail: news.detail });
        else end({ state: 'failed', detail: news.detail });
      },
      onGone: () => end({ state: 'failed', detail: null }),
    },
  );
  return stream;
}
