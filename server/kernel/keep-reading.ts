type Done = (error?: Error | null) => void;

/** Of a Node socket: how its bytes go out. */
type Writes = {
  _write(chunk: unknown, encoding: BufferEncoding, done: Done): void;
  _writev?(chunks: { chunk: unknown; encoding: BufferEncoding }[], done: Done): void;
};

/**
 * Lets a socket that takes no more be read to its end. Node destroys a socket at the first write that fails, and with it what has
 * arrived and was not read yet: the last lines of a command and its exit code, when the server has closed while the person still
 * types. From here on such a write, and each after it, goes nowhere; reading meets the end of the connection, and that ends it.
 */
export function keepReading(socket: Writes): void {
  const [write, writev] = [socket._write, socket._writev];
  let takesMore = true;
  const noted =
    (done: Done): Done =>
    (error) => {
      takesMore &&= !error;
      done();
    };
  socket._write = (chunk, encoding, done) => (takesMore ? write.call(socket, chunk, encoding, noted(done)) : done());
  if (writev) socket._writev = (chunks, done) => (takesMore ? writev.call(socket, chunks, noted(done)) : done());
}
