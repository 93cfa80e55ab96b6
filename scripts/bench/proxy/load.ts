import https from 'node:https';

/** Where requests go: an API server, or the hub in front of it. */
export type Target = { server: string; ca: string; token: string };

/** Sends GETs over connections that stay open. */
export function createLoad({ server, ca, token }: Target) {
  const { port, pathname } = new URL(server);
  const prefix = pathname.replace(/\/$/, '');
  const headers = { authorization: `Bearer ${token}` };
  const agent = new https.Agent({ keepAlive: true, maxSockets: 64, ca, servername: '' });
  const get = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: prefix + path, headers, agent };
      const request = https.get(options, (response) => {
        let bytes = 0;
        let said = '';
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (response.statusCode !== 200) said += chunk.toString();
        });
        response.on('error', reject).on('end', () => {
          if (response.statusCode === 200) resolve(bytes);
          else reject(new Error(`${prefix + path} answers ${response.statusCode}: ${said}`));
        });
      });
      request.on('error', reject);
    });
  return {
    /** Milliseconds of each of so many requests, one after the other. */
    times: async (path: string, count: number): Promise<number[]> => {
      const times: number[] = [];
      for (let sent = 0; sent < count; sent++) {
        const began = performance.now();
        await get(path);
        times.push(performance.now() - began);
      }
      return times;
    },
    /** Requests a second with so many under way. */
    rate: async (path: string, atOnce: number, count: number): Promise<number> => {
      const began = performance.now();
      let left = count;
      const worker = async () => {
        while (left-- > 0) await get(path);
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      return (count * 1000) / (performance.now() - began);
    },
    /** Megabytes a second of one large answer. */
    bulk: async (path: string): Promise<number> => {
      const began = performance.now();
      const bytes = await get(path);
      return bytes / 1e6 / ((performance.now() - began) / 1000);
    },
    close: () => agent.destroy(),
  };
}
