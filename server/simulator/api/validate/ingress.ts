import type { Cause } from '~/server/simulator/api/api-error';
import { digList, digObject, digText, type KubeObject } from '~/server/simulator/api/object';
import { GoText, invalid, required, unsupported } from './field-error';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

/** What is wrong with an Ingress: it serves something, and its paths are absolute where their type wants it. */
export function ingressProblems(object: KubeObject): Cause[] {
  const spec = digObject(object, 'spec') ?? {};
  const rules = digList(spec, 'rules');
  if (rules.length === 0 && spec['defaultBackend'] === undefined) {
    const none = new GoText('[]networking.IngressRule(nil)');
    return [invalid('spec', none, 'either `defaultBackend` or `rules` must be specified')];
  }
  return rules.flatMap((rule, index) =>
    digList(rule, 'http', 'paths').flatMap((path, at) => pathProblems(`spec.rules[${index}].http.paths[${at}]`, path)),
  );
}

function pathProblems(at: string, path: { [field: string]: unknown }): Cause[] {
  const { pathType } = path;
  const text = digText(path, 'path') ?? '';
  if (pathType === undefined) return [required(`${at}.pathType`, 'pathType must be specified')];
  if (!PATH_TYPES.includes(String(pathType))) return [unsupported(`${at}.pathType`, pathType, PATH_TYPES)];
  const isAbsolute = text.startsWith('/') || (pathType === 'ImplementationSpecific' && text === '');
  return isAbsolute ? [] : [invalid(`${at}.path`, text, 'must be an absolute path')];
}
