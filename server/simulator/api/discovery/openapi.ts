import { type Answer, answerObject } from '~/server/simulator/api/answer';

/**
 * A schema without types: kubectl then validates nothing on its side and goes on. It reads version 2 only as protobuf
 * (gnostic's `Document`: field 1 swagger, field 2 info{1 title, 2 version}, field 8 paths).
 */
export function serveOpenApi(path: string, accept: string): Answer | undefined {
  if (path === '/openapi/v3') return answerObject(200, { paths: {} });
  if (path !== '/openapi/v2') return undefined;
  const info = { title: 'Kubernetes', version: 'unversioned' };
  if (!accept.includes('protobuf')) return answerObject(200, { swagger: '2.0', info, paths: {}, definitions: {} });
  const body = Buffer.concat([
    bytes(1, '2.0'),
    bytes(2, Buffer.concat([bytes(1, info.title), bytes(2, info.version)])),
    bytes(8, ''),
  ]);
  const headers = { 'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' };
  return { kind: 'body', status: 200, headers, chunks: [body] };
}

/** A length-delimited field of protobuf, shorter than 128 bytes. */
function bytes(field: number, value: string | Buffer): Buffer {
  const content = Buffer.from(value);
  return Buffer.concat([Buffer.from([(field << 3) | 2, content.length]), content]);
}
