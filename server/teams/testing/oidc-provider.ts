import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { createTestAuthority } from '~/server/kube/testing/certificates';

/** What the provider says at the token endpoint, as a test bends it. */
export type Bent = {
  claims?: Record<string, unknown>;
  /** Claims that are left out. */
  without?: string[];
  sign?: 'none' | 'foreign' | 'secret';
  discovery?: Record<string, unknown>;
  token?: (response: ServerResponse) => void;
};

export type TestProvider = {
  issuer: string;
  authority: string;
  /** What is bent from now on. */
  bend(bent: Bent): void;
  /** What its page would do with this address: the query of the callback. */
  approve(authorizeUrl: string): URLSearchParams;
  /** Paths that it was asked for. */
  seen: string[];
  stop(): Promise<void>;
};

export const CLIENT_ID = 'portolan';
export const CLIENT_SECRET = 'the client secret of the tests, long enough';

/** An OpenID provider in this process, over real TLS on loopback, which tells the truth until it is bent. */
export async function startOidcProvider(): Promise<TestProvider> {
  const authority = await createTestAuthority();
  const { certificate, key } = await authority.issue({ name: 'CN=provider', addresses: ['127.0.0.1'] });
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, { nonce: string; challenge: string }>();
  const seen: string[] = [];
  let bent: Bent = {};
  let issuer = '';

  const idToken = async (nonce: string) => {
    const now = Math.floor(Date.now() / 1000);
    const truth: JWTPayload = {
      iss: issuer,
      aud: CLIENT_ID,
      sub: 'ada-1',
      name: 'Ada',
      nonce,
      iat: now,
      exp: now + 300,
    };
    const claims = Object.fromEntries(
      Object.entries({ ...truth, ...bent.claims }).filter(([name]) => !bent.without?.includes(name)),
    );
    if (bent.sign === 'none') return new UnsecuredJWT(claims).encode();
    const header = { alg: bent.sign === 'secret' ? 'HS256' : 'RS256', kid: 'one' };
    const secret = new TextEncoder().encode(CLIENT_SECRET);
    const signing = bent.sign === 'secret' ? secret : (bent.sign === 'foreign' ? foreign : own).privateKey;
    return new SignJWT(claims).setProtectedHeader(header).sign(signing);
  };
  const token = async (body: string, response: ServerResponse) => {
    const code = codes.get(new URLSearchParams(body).get('code') ?? '');
    if (bent.token) return bent.token(response);
    if (!code) return json(response, { error: 'invalid_grant' }, 400);
    const { createHash } = await import('node:crypto');
    const verifier = new URLSearchParams(body).get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (challenge !== code.challenge) return json(response, { error: 'invalid_grant' }, 400);
    json(response, { access_token: 'an access token', token_type: 'Bearer', id_token: await idToken(code.nonce) });
  };
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? '';
    seen.push(path);
    const discovery = {
      ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
      ...{ jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] },
      ...bent.discovery,
    };
    if (path === '/.well-known/openid-configuration') json(response, discovery);
    else if (path === '/jwks') json(response, { keys: [jwk] });
    else if (path === '/token') await token(Buffer.concat(chunks).toString(), response);
    else json(response, {}, 404);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    authority: authority.certificate,
    seen,
    bend: (next) => {
      bent = next;
    },
    approve: (authorizeUrl) => {
      const { searchParams: asked } = new URL(authorizeUrl);
      const code = `code-${codes.size}`;
      codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
      return new URLSearchParams({ code, state: asked.get('state') ?? '' });
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
