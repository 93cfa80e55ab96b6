import { decodeProtectedHeader } from 'jose';
import * as oidc from 'openid-client';
import { judgeKeys } from './core/judge-keys';
import type { OidcRefusal, ProviderLook } from './model/provider';
import type { KnownProvider, OidcClient } from './ports';

/** Nobody is signed in, and why. */
export class OidcRefused extends Error {
  override readonly name = 'OidcRefused';

  constructor(
    readonly refusal: OidcRefusal,
    options?: ErrorOptions,
  ) {
    super(refusal.detail, options);
  }
}

type Fetch = (url: string, request: oidc.CustomFetchOptions) => Promise<Response>;

/** Signatures that only the provider can make: no `none`, and none by a secret that we know too. */
const ALGORITHMS = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);
const SKEW_SECONDS = 30;
const TIMEOUT_SECONDS = 15;
const MOST_TOKEN = 16_384;

/** `fetchWith` gives the way out for a provider's authority (PEM), the hub's dialer in production. */
export function openidClient(fetchWith: (authority: string | undefined) => Fetch): OidcClient {
  // asked anew each time, so that a hub starts, and others sign in, while a provider is down
  const discover = (provider: Pick<KnownProvider, 'issuer' | 'authority' | 'clientId' | 'secret'>) =>
    oidc.discovery(
      new URL(provider.issuer),
      provider.clientId,
      { [oidc.clockTolerance]: SKEW_SECONDS },
      authenticationOf(provider),
      {
        execute: [oidc.enableNonRepudiationChecks],
        timeout: TIMEOUT_SECONDS,
        [oidc.customFetch]: fetchWith(provider.authority ?? undefined),
      },
    );
  return {
    authorizeUrl: (provider, redirectUri, { state, nonce, verifier }) =>
      asRefusal(async () => {
        const challenge = await oidc.calculatePKCECodeChallenge(verifier);
        return oidc.buildAuthorizationUrl(await discover(provider), {
          ...{ redirect_uri: redirectUri, scope: provider.scopes, state, nonce },
          ...{ code_challenge: challenge, code_challenge_method: 'S256' },
        });
      }),
    redeem: (provider, callback, { state, nonce, verifier }) =>
      asRefusal(async () => {
        const answer = await oidc.authorizationCodeGrant(await discover(provider), callback, {
          ...{ pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state, idTokenExpected: true },
        });
        const claims = answer.claims();
        if (!claims) throw new OidcRefused({ code: 'token', detail: 'the provider gave no ID token' });
        judgeToken(answer.id_token ?? '', claims, provider);
        return claims;
      }),
    look: async (provider) => {
      try {
        const found = await discover({ ...provider, clientId: 'portolan', secret: undefined });
        const keysAt = new URL(found.serverMetadata().jwks_uri ?? '', provider.issuer);
        if (keysAt.protocol !== 'https:') return { state: 'keys', detail: plain(keysAt.origin), keys: [] };
        const asked = {
          method: 'GET',
          headers: { accept: 'application/json' },
          body: null,
          redirect: 'manual' as const,
        };
        const answer = await fetchWith(provider.authority ?? undefined)(keysAt.href, asked);
        return judgeKeys(await answer.json().catch(() => undefined));
      } catch (error) {
        return { ...faultOf(error), keys: [] };
      }
    },
  };
}

/** What is wrong with a provider, as its administrator needs to know it. */
function faultOf(error: unknown): Pick<ProviderLook, 'state' | 'detail'> {
  const said = otherIssuer(error);
  if (said !== undefined) return { state: 'issuer', detail: plain(said) };
  const { code, detail } = refusalOf(error);
  return { state: code === 'unreachable' ? 'unreachable' : 'answer', detail };
}

/** What a provider calls itself, where discovery failed because it is not the name that it is known by. */
function otherIssuer(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { cause } = error as { cause?: { attribute?: unknown; body?: { issuer?: unknown } } };
  if (cause?.attribute === 'issuer') return typeof cause.body?.issuer === 'string' ? cause.body.issuer : '';
  return otherIssuer(cause);
}

/** What the library leaves to its caller. */
function judgeToken(token: string, { azp }: Record<string, unknown>, { clientId }: KnownProvider): void {
  const { alg = 'none' } = decodeProtectedHeader(token);
  if (token.length > MOST_TOKEN) throw new OidcRefused({ code: 'token', detail: 'the ID token is too long' });
  if (!ALGORITHMS.has(alg))
    throw new OidcRefused({ code: 'token', detail: 'the ID token is signed by a forbidden algorithm' });
  if (azp !== undefined && azp !== clientId) {
    throw new OidcRefused({ code: 'token', detail: 'the ID token was made for another client' });
  }
}

/** As the provider's discovery says it takes the secret; a client without one proves itself by PKCE alone. */
function authenticationOf({ secret }: Pick<KnownProvider, 'secret'>): oidc.ClientAuth {
  if (!secret) return oidc.None();
  const [basic, post] = [oidc.ClientSecretBasic(secret.reveal()), oidc.ClientSecretPost(secret.reveal())];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return methods.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest);
  };
}

/** Errors of the library hold tokens and answers: what goes on is a code and a sentence of ours. */
async function asRefusal<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof OidcRefused ? error : new OidcRefused(refusalOf(error));
  }
}

function refusalOf(error: unknown): OidcRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof oidc.AuthorizationResponseError) {
    return { code: 'denied', detail: 'the provider did not let them in' };
  }
  if (error instanceof oidc.ResponseBodyError)
    return { code: 'token', detail: `the provider refused the code: ${plain(error.error)}` };
  if (code.startsWith('OAUTH_'))
    return { code: 'token', detail: `the provider's answer is not valid (${plain(code)})` };
  return {
    code: 'unreachable',
    detail: error instanceof Error ? plain(innermost(error).message) : 'it cannot be reached',
  };
}

/** The library wraps what the way out has said into errors that say nothing. */
const innermost = (error: Error): Error => (error.cause instanceof Error ? innermost(error.cause) : error);

const plain = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
