/** Where logs and terminals are opened: our own origin, with the session's cookie. */
const PATH = '/api/stream';

type Handlers<News> = {
  onNews(news: News): void;
  onBytes?(bytes: Uint8Array): void;
  /** The socket is gone; whatever was to be said has been told. */
  onGone(): void;
};

export type Stream = { send(bytes: Uint8Array<ArrayBuffer>): void; close(): void };

/** Opens a stream with its first message. After `close` no handler is called any more. */
export function openStream<News>(opening: object, { onNews, onBytes, onGone }: Handlers<News>): Stream {
  const socket = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}${PATH}`);
  socket.binaryType = 'arraybuffer';
  let isClosed = false;
  socket.onopen = () => socket.send(JSON.stringify(opening));
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (isClosed) return;
    if (typeof data === 'string') onNews(JSON.parse(data) as News);
    else onBytes?.(new Uint8Array(data));
  };
  socket.onclose = () => {
    if (!isClosed) onGone();
  };
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    },
    close: () => {
      isClosed = true;
      socket.close();
    },
  };
}
